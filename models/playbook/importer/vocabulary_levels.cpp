// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/vocabulary.h"

/// The words of levels, how fast they are answered and how often people are told.
namespace importer {

std::span<const PhraseRow> levelsVocabulary() {
    static constexpr PhraseRow table[] = {
        // The section or column that lists the levels.
        {Concept::Severities,
         "prio|prios|severity|severities|severity level*|severity matrix|severity definition*|sev "
         "level*|priority|priority level*|"
         "incident level*|incident classification|impact level*|sev|classification|levels|level|tier"},
        {Concept::Severities, "schweregrad*|prioritat*|storungsklasse*|stufe|stufen|klassifizierung|einstufung|"
                              "dringlichkeit*|kritikalitat*"},
        {Concept::Severities,
         "gravite*|severite*|niveau|niveaux|priorite*|niveau* de gravite|criticite|classification des incidents"},
        {Concept::Severities,
         "severidad*|gravedad*|nivel|niveles|prioridad|prioridades|niveles de severidad|criticidad|clasificacion"},
        {Concept::Severities,
         "severidade*|gravidade*|niveis|nivel de severidade|prioridades|criticidade|classificacao"},
        // Time to acknowledge.
        {Concept::Response,
         "how fast|how quickly|answer time|response time|response|respond within|respond in|responds "
         "within|response target|time to "
         "respond|reaction time|ack|"
         "ack within|respond by|respond|responded|react|answer within|answered within|reply "
         "within|acknowledge within|acknowledge in|acknowledged within|time to "
         "acknowledge|sla|response sla|first response|"
         "initial response time|target response|mtta|react within"},
        {Concept::Response,
         "reaktionszeit*|antwortzeit*|reaktion innerhalb|reaktion|reagieren innerhalb|reagieren binnen|reaktion binnen|"
         "erstreaktion|bestatigung innerhalb|bestatigen innerhalb|antworten in|antworten innerhalb|antworten binnen"},
        {Concept::Response,
         "temps de reponse|delai de reponse|delai de prise en charge|temps de reaction|delai de reaction|prise en "
         "charge|"
         "reponse sous|reponse en|repondons en|repondons sous|repondons dans|delai d intervention|delai|repondre "
         "sous|intervention sous|gti"},
        {Concept::Response, "tiempo de respuesta|tiempo de reaccion|respuesta en|respuesta|responder en|respondemos "
                            "en|respondemos|plazo de respuesta|tiempo de atencion|"
                            "atencion en"},
        {Concept::Response, "tempo de resposta|prazo de resposta|tempo de reacao|resposta em|resposta|responder "
                            "em|respondemos em|respondemos|tempo de atendimento|"
                            "atendimento em"},
        // How often people are told.
        {Concept::Updates,
         "interval|update|updates|update frequency|update cadence|update every|updates every|status "
         "update*|communication "
         "frequency|"
         "cadence|comms cadence|comms frequency|update interval|progress update*|stakeholder update*|we will "
         "update|inform"},
        {Concept::Updates,
         "intervall|statusmeldung*|update-intervall|aktualisierung*|statusupdate*|informationsintervall|meldeintervall|"
         "kommunikationsintervall|kommunikationsrhythmus|updateintervall|takt|informier*|melden|berichten|"
         "zwischenstand*|"
         "lagemeldung*|"
         "rhythmus"},
        {Concept::Updates,
         "mise a jour|mises a jour|frequence de communication|frequence des mises a jour|point d etape|points d etape|"
         "points de situation|point de situation|frequence|communiqu*|inform*"},
        {Concept::Updates, "actualizacion|actualizaciones|frecuencia de actualizacion|frecuencia de "
                           "comunicacion|frecuencia|actualiza*|informa*|publica*|"
                           "informe de estado"},
        {Concept::Updates, "atualizacao|atualizacoes|frequencia de atualizacao|frequencia de "
                           "comunicacao|frequencia|atualiza*|informa*|publica*|comunicad*"},
        {Concept::Name, "name|label|title|severity name"},
        {Concept::Name, "name|bezeichnung|titel"},
        {Concept::Name, "nom|libelle|intitule|designation"},
        {Concept::Name, "nombre|denominacion|titulo"},
        {Concept::Name, "nome|designacao|rotulo"},
        {Concept::Meaning,
         "what|what happened|what is wrong|description|definition|impact|meaning|criteria|means|what it "
         "means|when|business impact|user impact|scope"},
        {Concept::Meaning, "beschreibung|definition|auswirkung*|bedeutung|kriterien|kriterium|wann"},
        {Concept::Meaning, "description|definition|impact|signification|critere*|quand"},
        {Concept::Meaning, "descripcion|definicion|impacto|significado|criterio*|cuando"},
        {Concept::Meaning, "descricao|definicao|impacto|significado|criterio*|quando"},
        {Concept::Examples, "example*|e g"},
        {Concept::Examples, "beispiel*|z b"},
        {Concept::Examples, "exemple*|ex"},
        {Concept::Examples, "ejemplo*"},
        {Concept::Examples, "exemplo*"},
        {Concept::Notify, "who hears|who is told|who gets told|notify|notification|who to notify|page|pages|who is "
                          "paged|paging|escalation|escalate to|notified|inform"},
        {Concept::Notify, "benachrichtig*|informiert|alarmierung|eskalation|wer wird informiert"},
        {Concept::Notify, "notification|notifier|prevenir|a prevenir|escalade|alerter"},
        {Concept::Notify, "notificar|notificacion|avisar|escalado|a quien avisar"},
        {Concept::Notify, "notificar|notificacao|avisar|escalonamento|quem avisar"},
        // The word before the number of a level.
        {Concept::SeverityWord,
         "p|sev|s|severity|priority|prio|level|schweregrad|prioritat|stufe|gravite|severite|niveau|priorite|severidad|"
         "gravedad|prioridad|nivel|severidade|gravidade|prioridade|n|tier|class|klasse|cat|category"},
        {Concept::SeverityName,
         "critical|blocker|emergency|severe|major|high|significant|medium|moderate|minor|low|trivial|cosmetic|"
         "informational|info|urgent|normal|disaster|catastrophic|warning|outage|degraded|maintenance|none"},
        {Concept::SeverityName,
         "kritisch|katastrophe|schwer|schwerwiegend|hoch|mittel|gering|niedrig|leicht|unkritisch|"
         "dringend|notfall|normal|kosmetisch|wichtig|erheblich|klein|minimal|sehr hoch"},
        {Concept::SeverityName,
         "critique|bloquant|majeur|majeure|grave|eleve|elevee|haute|haut|important|importante|moyen|"
         "moyenne|modere|moderee|mineur|mineure|faible|bas|basse|urgent|urgente|cosmetique"},
        {Concept::SeverityName,
         "critico|critica|mayor|grave|alto|alta|medio|media|moderado|moderada|menor|bajo|baja|leve|"
         "urgente|bloqueante|cosmetico"},
        {Concept::SeverityName, "critico|critica|grave|maior|alto|alta|medio|media|moderado|moderada|menor|baixo|baixa|"
                                "leve|urgente|bloqueante|cosmetico"},
        {Concept::Colour,
         "red|orange|yellow|amber|green|blue|black|purple|white|rot|gelb|grun|blau|schwarz|rouge|jaune|"
         "vert|bleu|noir|rojo|naranja|amarillo|verde|azul|negro|vermelho|laranja|amarelo|preto"},
        {Concept::AtOnce,
         "immediate|immediately|at once|instant|asap|right "
         "away|now|sofort|umgehend|unverzuglich|immediat|immediate|immediatement|sans "
         "delai|inmediato|inmediata|inmediatamente|de inmediato|imediato|imediata|imediatamente|de imediato|na hora"},
        {Concept::NextDay,
         "next business day|next working day|nachster werktag|nachsten werktag|naechster "
         "werktag|nachster arbeitstag|nachsten arbeitstag|jour ouvre suivant|prochain jour ouvre|jour "
         "ouvrable suivant|siguiente dia habil|proximo dia habil|siguiente dia laborable|dia laborable "
         "siguiente|proximo dia util|dia util seguinte|best effort"},
        {Concept::AsNeeded,
         "when there is news|when there are news|when we know more|when something changes|as things change|on material "
         "change|as it develops|ad hoc|bei neuigkeiten|wenn es neues gibt|bei anderungen|en cas de changement|des qu "
         "il y a du nouveau|cuando haya novedades|si hay novedades|quando houver novidades|havendo novidades|as "
         "needed|if needed|on request|when needed|n a|none|at resolution|on resolution|on change|bei "
         "bedarf|nach bedarf|au besoin|si necessaire|a la demande|segun sea necesario|segun "
         "necesidad|si es necesario|conforme necessario|se necessario|quando necessario|sob demanda"},
        {Concept::Ongoing, "ongoing|continuous|throughout|continuously|fortlaufend|laufend|durchgehend|en "
                           "continu|continu|tout au long|continuo|continua|durante todo|continuamente|contínuo"},
        {Concept::Warning,
         "warning|warn|yellow|degraded|warnung|warnschwelle|avertissement|alerte|advertencia|aviso|atencao|alerta"},
        {Concept::Critical, "critical|crit|red|page|kritisch|critique|critico|critica"},
        {Concept::Response,
         "reaccionar|reaccion en|atender en|hay que responder|reagir|reagir em|reagir sous|intervenir sous|"
         "intervenir en|annahme|annahme innerhalb|pick up within|look at it within"},
        {Concept::Severities,
         "impact rating|impact classes|urgency|urgency levels|how bad|how serious|wie schlimm|alarmstufe*|"
         "urgence|urgences|urgencia|urgencias|clasificacion de incidentes"},
        {Concept::Severities,
         "colours|colors|traffic light*|farben|ampel*|couleurs|colores|semaforo|cores|how we classify|"
         "how we rate|wie wir einstufen|comment nous classons|como clasificamos|como classificamos"},
        {Concept::Response, "acknowledge|acknowledged|time to engage|engage within|time to start|start within|time to "
                            "pick up|be on it in|someone on it|on it in"},
        {Concept::Telling, "note|notes|avis*|tells|told"},
        // That people are told something, in a sentence about a level.
        {Concept::Telling,
         "communicate|communication|communications|comms|post|posts|message|messages|news|report|reports|"
         "tell|write|announce|bulletin|status"},
        {Concept::Telling,
         "meldung|meldungen|info|infos|nachricht|nachrichten|stand|bericht*|kommunikation|status|rundruf"},
        {Concept::Telling, "point|points|nouvelles|information*|bulletin*|message*|communication*|statut"},
        {Concept::Telling, "novedad*|parte|partes|comunicacion*|comunicado*|mensaje*|boletin|estado|noticias"},
        {Concept::Telling, "novidade*|boletim|comunicacao|comunicacoes|mensagem|mensagens|posicao|noticias|status"},
    };
    return table;
}

} // namespace importer
