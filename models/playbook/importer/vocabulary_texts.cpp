// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/vocabulary.h"

/// The words of procedures, messages and reports.
namespace importer {

std::span<const PhraseRow> textsVocabulary() {
    static constexpr PhraseRow table[] = {
        {Concept::Process, "process|workflow|procedure|procedures|response process|incident "
                           "response|response|lifecycle|response procedure*|response plan|phases|steps|how we respond"},
        {Concept::Process, "ablauf|prozess|vorgehen|ablaufe|verfahren|vorgehensweise|phasen|schritte|storfallprozess"},
        {Concept::Process,
         "processus|procedure|procedures|deroulement|deroule|marche a suivre|phases|etapes|reponse aux incidents"},
        {Concept::Process, "proceso|procedimiento|procedimientos|flujo|fases|pasos|respuesta a incidentes"},
        {Concept::Process, "processo|procedimento|procedimentos|fluxo|fases|etapas|passos|resposta a incidentes"},
        {Concept::Checklist, "checklist|checklists|check list|to do|todo|action list|immediate actions|first "
                             "actions|initial actions|first steps|what to do first|actions"},
        {Concept::Checklist,
         "checkliste|checklisten|prufliste|sofortmassnahmen|erste schritte|erstmassnahmen|aufgabenliste|massnahmen"},
        {Concept::Checklist, "checklist|liste de controle|liste de verification|actions immediates|premieres "
                             "actions|premiers gestes|actions a mener|premieres mesures"},
        {Concept::Checklist, "checklist|lista de verificacion|lista de comprobacion|lista de control|acciones "
                             "inmediatas|primeras acciones|primeros pasos|acciones"},
        {Concept::Checklist, "checklist|lista de verificacao|acoes imediatas|primeiras acoes|primeiros passos|acoes"},
        {Concept::Phase, "phase|stage|step|first minutes"},
        {Concept::Phase, "phase|schritt|etappe"},
        {Concept::Phase, "phase|etape"},
        {Concept::Phase, "fase|paso|etapa"},
        {Concept::Phase, "fase|passo|etapa"},
        // Words that may stand beside a label without changing it.
        {Concept::Filler,
         "step|steps|action|actions|procedure|procedures|the|and|of|a|for|to|common|possible|section|plan|"
         "commands|immediate|quick|initial|first"},
        {Concept::Filler, "schritt|schritte|und|der|die|das|zur|zum|sofort|erste"},
        {Concept::Filler, "etape|etapes|de|la|le|les|du|des|et|l|d|a|immediate*"},
        {Concept::Filler, "paso|pasos|de|la|el|los|las|del|y|para|inmediata*"},
        {Concept::Filler, "passo|passos|etapas|de|da|do|das|dos|e|o|a|os|as|para|imediata*"},
        {Concept::PostMortem,
         "retro|retros|learning review|storungsbericht*|vorfallbericht*|storfallbericht*|post mortem|postmortem|post "
         "incident review|post incident report|incident report|pir|retrospective|after "
         "action*|incident review|root cause analysis|rca|post incident document*|lessons learned review"},
        {Concept::PostMortem, "nachbesprechung*|informe posterior|informe final|informe de cierre|relatorio "
                              "posterior|relatorio final|relatorio de "
                              "encerramento|rapport final|rapport post incident|nachbericht|write up|review document"},
        {Concept::PostMortem, "nachbereitung|nachbetrachtung|storungsbericht|vorfallbericht|incident "
                              "bericht|abschlussbericht|ursachenbericht|nachanalyse"},
        {Concept::PostMortem,
         "post mortem|retour d experience|rex|retex|compte rendu d incident|rapport d incident|bilan "
         "d incident|bilan|analyse post incident"},
        {Concept::PostMortem, "post mortem|informe del incidente|informe de incidente|informe post "
                              "incidente|retrospectiva|analisis posterior|revision posterior"},
        {Concept::PostMortem, "post mortem|relatorio de incidente|relatorio do incidente|relatorio pos "
                              "incidente|retrospectiva|analise pos incidente|revisao pos incidente"},
        {Concept::Messages,
         "communication|communications|communication "
         "template*|message|messages|notification|notifications|announcement*|status page|stakeholder "
         "communication|customer email|email template*|comms|update template*|notice|internal "
         "communication|external communication|statement|customer communication|message "
         "template*|initial update|status update*|resolution notice"},
        {Concept::Messages,
         "kommunikation*|nachricht|nachrichten|meldung|meldungen|vorlage|vorlagen|benachrichtigung*|kundeninformation*|"
         "mitteilung*|textbaustein*|kommunikationsvorlage*|statusmeldung*|erstmeldung|entwarnung|statusseite|rundmail"},
        {Concept::Messages, "communication|communications|message|messages|modele*|notification|notifications|annonce*|"
                            "courriel*|page de statut|modeles de communication|modeles de message*|message type*"},
        {Concept::Messages,
         "comunicacion|comunicaciones|mensaje|mensajes|plantilla|plantillas|notificacion|notificaciones|"
         "aviso|avisos|comunicado*|pagina de estado|correo a clientes"},
        {Concept::Messages, "comunicacao|comunicacoes|mensagem|mensagens|modelo|modelos|notificacao|notificacoes|aviso|"
                            "avisos|comunicado*|pagina de status|modelo de mensagem"},
        {Concept::Template,
         "template|templates|vorlage|vorlagen|modele|modeles|plantilla|plantillas|modelo|modelos|muster|structure|"
         "outline|"
         "gliederung|aufbau|plan du document|rubriques|estructura|secciones|estrutura|secoes|abschnitte|trame"},
        // States that stand in brackets or before a colon in messages, and are no blanks.
        {Concept::Status, "incident|resolved|update|alert|outage|maintenance|investigating|identified|monitoring|"
                          "degraded|notice|warning|"
                          "info|critical|urgent|action required|major incident|all "
                          "clear|internal|external|status|issue|recovered|closed"},
        {Concept::Status,
         "storung|behoben|gelost|aktualisierung|wartung|warnung|entwarnung|untersuchung|ausfall|dringend|"
         "intern|extern|vorfall|status|teilstorung"},
        {Concept::Status, "incident|resolu|mise a jour|maintenance|alerte|panne|en "
                          "cours|identifie|surveillance|urgent|interne|externe|retabli|information|cloture"},
        {Concept::Status, "incidente|resuelto|actualizacion|mantenimiento|alerta|caida|investigando|identificado|"
                          "monitorizando|urgente|interno|externo|solucionado"},
        {Concept::Status,
         "incidente|resolvido|atualizacao|manutencao|alerta|queda|investigando|identificado|monitorando|"
         "urgente|interno|externo|normalizado"},
        {Concept::Commands,
         "commands|useful commands|command reference|cheat sheet|common commands|quick reference|essential "
         "commands|befehle|nutzliche befehle|commandes|commandes utiles|comandos|comandos utiles|comandos uteis"},
        {Concept::Links,
         "dashboard|dashboards|links|useful links|monitoring dashboards|tools|tools and "
         "resources|resources|references|related|grafana|observability|werkzeuge|liens|liens utiles|tableaux de "
         "bord|tableau de bord|outils|enlaces|paneles|herramientas|recursos|painel|paineis|ferramentas|links "
         "uteis|nutzliche links|verweise"},
        {Concept::Thresholds, "threshold|thresholds|alert threshold*|slo|slos|limits|alerting rules|alert rules"},
        {Concept::Thresholds, "schwellwert*|schwellenwert*|grenzwert*|seuil|seuils|seuils d "
                              "alerte|umbral|umbrales|umbrales de alerta|limiar|limiares|limites"},
        {Concept::Contents, "table of contents|contents|toc|inhalt|inhaltsverzeichnis|sommaire|table des "
                            "matieres|contenido|indice|tabla de contenidos|conteudo|sumario"},
        // The column of a table that holds what to write.
        {Concept::Words,
         "text|texts|wording|words|message|message text|nachricht|wortlaut|texte|message type|texto|mensaje|"
         "mensagem"},
        {Concept::Messages,
         "*texte|*vorlagen|mustertext*|avisos prontos|textos listos|notes to support|notes to customers"},
        // The report on an incident, in a sentence.
        {Concept::Report,
         "document|report|write up|writeup|review|template|page|following parts|sections|headings|headlines|"
         "dokument|bericht|gliederung|abschnitte|seite|document|rapport|compte rendu|rubriques|documento|"
         "informe|secciones|apartados|relatorio|secoes|partes"},
        // What a report on an incident tells, part by part.
        {Concept::ReportPart, "facts|fakten|sachverhalt|faits|hechos|fatos"},
        {Concept::ReportPart,
         "summary|executive summary|what happened|impact*|customer impact|timeline|chronology|root cause*|"
         "cause*|why it happened|contributing factor*|trigger|detection|response|resolution|recovery|"
         "lesson*|what went well|what went wrong|what went badly|what helped*|where we got lucky|"
         "action item*|actions|follow up*|followup*|next steps|what we change*|prevention|background|"
         "corrective action*|glossary|supporting information"},
        {Concept::ReportPart,
         "zusammenfassung|kurzfassung|auswirkung*|zeitleiste|zeitachse|zeitlicher verlauf|ablauf|verlauf|"
         "chronologie|ursache*|grundursache|hauptursache|was lief gut|was lief schlecht|massnahme*|"
         "lehren|erkenntnisse|gelernt*|nachste schritte|erkennung|behebung|folgen"},
        {Concept::ReportPart,
         "resume|synthese|impact*|consequence*|chronologie|deroule|deroulement|cause*|cause racine|"
         "points positifs|points negatifs|ce qui a bien*|ce qui a mal*|lecons*|enseignements|action*|"
         "actions correctives|plan d action*|suites|detection|resolution"},
        {Concept::ReportPart,
         "resumen|impacto*|cronologia|linea de tiempo|linea temporal|causa*|causa raiz|que salio bien|"
         "que salio mal|lecciones*|lecciones aprendidas|acciones*|seguimiento|plan de accion*|"
         "deteccion|resolucion|consecuencias"},
        {Concept::ReportPart,
         "resumo|impacto*|cronologia|linha do tempo|causa*|causa raiz|o que deu certo|o que deu errado|"
         "licoes*|licoes aprendidas|acoes*|acoes corretivas|plano de acao*|proximos passos|deteccao|"
         "resolucao|consequencias"},
        {Concept::Messages,
         "what to say|what to write|what we say|wording|texts to send|canned text*|sample text*|"
         "textvorlage*|was wir schreiben|was wir sagen|formulierung*|que dire|textes types|textes|que "
         "decir|textos|o que dizer|textos prontos"},
    };
    return table;
}

} // namespace importer
