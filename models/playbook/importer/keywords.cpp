// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/keywords.h"

#include <array>
#include <map>
#include <vector>

namespace importer {
namespace {

struct Row {
    Concept concept_;
    const char* phrases;
};

/// The words of runbooks. One row for each thing and language: English, German, French, Spanish, Portuguese. Phrases
/// are parted by "|", written small and without accents; "*" stands for any end of a word ("diagnos*" is diagnosis,
/// Diagnose, diagnostic …). A new language is a new row under each thing.
constexpr Row table[] = {
    // The section or column that lists the levels.
    {Concept::Severities,
     "severity|severities|severity level*|severity matrix|severity definition*|sev level*|priority|priority level*|"
     "incident level*|incident classification|impact level*|sev|classification|levels|level|tier"},
    {Concept::Severities,
     "schweregrad*|prioritat*|storungsklasse*|stufe|stufen|klassifizierung|einstufung|dringlichkeit*|kritikalitat*"},
    {Concept::Severities,
     "gravite*|severite*|niveau|niveaux|priorite*|niveau* de gravite|criticite|classification des incidents"},
    {Concept::Severities,
     "severidad*|gravedad*|nivel|niveles|prioridad|prioridades|niveles de severidad|criticidad|clasificacion"},
    {Concept::Severities, "severidade*|gravidade*|niveis|nivel de severidade|prioridades|criticidade|classificacao"},
    // Time to acknowledge.
    {Concept::Response, "how fast|how quickly|answer time|response time|response|respond within|respond in|responds "
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
     "temps de reponse|delai de reponse|delai de prise en charge|temps de reaction|delai de reaction|prise en charge|"
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
     "update|updates|update frequency|update cadence|update every|updates every|status update*|communication frequency|"
     "cadence|comms cadence|comms frequency|update interval|progress update*|stakeholder update*|we will "
     "update|inform"},
    {Concept::Updates,
     "statusmeldung*|update-intervall|aktualisierung*|statusupdate*|informationsintervall|meldeintervall|"
     "kommunikationsintervall|kommunikationsrhythmus|updateintervall|takt|informier*|melden|berichten|zwischenstand*|"
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
    {Concept::Meaning, "what|what happened|what is wrong|description|definition|impact|meaning|criteria|means|what it "
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
    {Concept::After, "after|time|timeframe|time frame|elapsed|when|timing|wait|delay|minutes|after how long|no "
                     "response after|sla|response time|timeline"},
    {Concept::After, "nach|zeit|zeitpunkt|zeitraum|wann|frist|minuten|zeitfenster"},
    {Concept::After, "apres|delai|temps|quand|duree|minutes|au bout de"},
    {Concept::After, "despues|tiempo|plazo|cuando|minutos|tras"},
    {Concept::After, "apos|tempo|prazo|quando|minutos|depois"},
    {Concept::Who, "who|contact|role|notify|escalate to|person|team|owner|escalation|responsible|contact "
                   "person|position|function|paged|target|group|party|service|provider|vendor|name"},
    {Concept::Who, "wer|kontakt|rolle|ansprechpartner*|person|team|zustandig|verantwortlich*|funktion|an "
                   "wen|empfanger|dienst|anbieter|name|stelle"},
    {Concept::Who,
     "qui|contact|role|personne|equipe|responsable|fonction|interlocuteur*|destinataire|service|fournisseur|nom"},
    {Concept::Who,
     "quien|contacto|rol|persona|equipo|responsable|funcion|a quien|destinatario|servicio|proveedor|nombre"},
    {Concept::Who,
     "quem|contato|contacto|papel|funcao|pessoa|equipe|equipa|responsavel|destinatario|servico|fornecedor|nome"},
    {Concept::Roles, "people|who is who|incident people|role|roles|roles and "
                     "responsibilities|responsibilities|incident roles|response team|incident "
                     "team|team roles|team structure|who does what|team"},
    {Concept::Roles,
     "rolle|rollen|rollen und "
     "verantwortlichkeiten|verantwortlichkeiten|zustandigkeiten|krisenstab|krisenteam|aufgabenverteilung|team"},
    {Concept::Roles,
     "role|roles|roles et responsabilites|responsabilites|cellule de crise|equipe d intervention|equipe"},
    {Concept::Roles,
     "rol|roles|roles y responsabilidades|responsabilidades|equipo de respuesta|equipo de incidentes|equipo"},
    {Concept::Roles, "papel|papeis|papeis e responsabilidades|funcoes|funcoes e responsabilidades|equipe de "
                     "resposta|equipa de resposta"},
    {Concept::Duties, "duties|responsibilities|responsibility|description|tasks|does|what they do"},
    {Concept::Duties, "aufgabe*|verantwortung*|zustandigkeit*|beschreibung|pflichten"},
    {Concept::Duties, "responsabilite*|missions|mission|taches|description"},
    {Concept::Duties, "responsabilidad*|tareas|funciones|descripcion"},
    {Concept::Duties, "responsabilidade*|tarefas|atribuicoes|descricao"},
    {Concept::Contacts,
     "numbers|important numbers|nummern|wichtige nummern|numeros utiles|numeros importantes|telefones "
     "uteis|contact|contacts|contact information|contact list|contact details|emergency "
     "contact*|phone|email|e-mail|mail|phone number*|who to call|directory|pager|handle|slack handle|reach"},
    {Concept::Contacts, "kontakt|kontakte|kontaktdaten|kontaktliste|ansprechpartner*|telefon*|notfallkontakt*|"
                        "erreichbarkeit|rufnummer*|mail"},
    {Concept::Contacts,
     "contact|contacts|coordonnees|annuaire|telephone|numeros|numero|contacts d urgence|courriel|joindre"},
    {Concept::Contacts, "contacto|contactos|telefono*|correo|contactos de emergencia|directorio|datos de contacto"},
    {Concept::Contacts, "contato|contatos|contacto|contactos|telefone*|contatos de emergencia|ramal|dados de contato"},
    {Concept::OnCall, "on call|oncall|on call rotation|rotation|on call schedule|pager duty rotation|duty roster"},
    {Concept::OnCall, "bereitschaft*|rufbereitschaft*|dienstplan|schichtplan"},
    {Concept::OnCall, "astreinte|astreintes|planning d astreinte|garde"},
    {Concept::OnCall, "guardia|guardias|de guardia|turnos"},
    {Concept::OnCall, "plantao|plantoes|sobreaviso|escala de plantao|prevencao"},
    {Concept::Outside,
     "external|vendor|vendors|third party|supplier*|external services|dependencies|provider*|support contacts"},
    {Concept::Outside, "extern*|dienstleister|lieferant*|anbieter|hersteller"},
    {Concept::Outside, "externe*|fournisseur*|prestataire*|tiers"},
    {Concept::Outside, "externo*|proveedor*|terceros"},
    {Concept::Outside, "externo*|fornecedor*|terceiros|parceiros"},
    {Concept::Channels, "channel|channels|communication channel*|slack channel*|tools|where"},
    {Concept::Channels, "kanal|kanale|kommunikationskanal*|chat-kanal*"},
    {Concept::Channels, "canal|canaux|canaux de communication"},
    {Concept::Channels, "canal|canales|canales de comunicacion"},
    {Concept::Channels, "canal|canais|canais de comunicacao"},
    {Concept::Escalation,
     "escalation|escalations|escalate|who gets called|who is called|who we call|calling order|call tree|call chain|"
     "escalation path*|escalation chain|escalation matrix|escalation "
     "timeline|escalation policy|escalation procedure*|escalation ladder|escalation levels"},
    {Concept::Escalation,
     "eskalation*|eskalationsstufe*|eskalationskette|eskalationsweg*|eskalationsplan|eskalieren|meldekette|meldeweg*"},
    {Concept::Escalation,
     "escalade|escalades|chaine d escalade|matrice d escalade|procedure d escalade|niveaux d escalade|chaine d alerte"},
    {Concept::Escalation,
     "escalado|escalamiento|escalacion|cadena de escalado|matriz de escalado|matriz de escalamiento|ruta de escalado"},
    {Concept::Escalation,
     "escalonamento|escalacao|escalada|cadeia de escalonamento|matriz de escalonamento|escalamento"},
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
    // The section that holds one scenario after the other.
    {Concept::Scenarios, "scenario|scenarios|runbook|runbooks|playbook|playbooks|common issues|common problems|common "
                         "incidents|common failures|common scenarios|troubleshooting|"
                         "service specific|known issues|failure modes|alerts|alert runbooks|incident types"},
    {Concept::Scenarios, "szenario|szenarien|haufige storungen|haufige probleme|bekannte probleme|bekannte "
                         "fehler|fehlerbilder|storungsbilder|fehlerbehebung|storungsszenarien|typische storungen"},
    {Concept::Scenarios, "scenario|scenarios|problemes courants|incidents courants|incidents frequents|problemes "
                         "frequents|pannes frequentes|depannage|cas frequents|fiches reflexes"},
    {Concept::Scenarios, "escenario|escenarios|problemas comunes|problemas frecuentes|incidentes comunes|incidentes "
                         "frecuentes|fallos frecuentes|solucion de problemas|casos frecuentes"},
    {Concept::Scenarios, "cenario|cenarios|problemas comuns|problemas frequentes|incidentes comuns|incidentes "
                         "frequentes|falhas comuns|resolucao de problemas|solucao de problemas"},
    // Words in the name of a scenario.
    {Concept::Plural, "issues|incidents|problems|failures|errors|outages|alerts|storungen|probleme|ausfalle|fehler|"
                      "pannes|problemes|incidents|problemas|incidentes|fallos|errores|caidas|falhas|erros|quedas"},
    {Concept::Problem, "down|outage|failure|failures|failing|failed|fails|error|errors|high|slow|slowness|leak|leaks|"
                       "corruption|corrupted|exhausted|exhaustion|timeout|timeouts|breach|attack|unauthorized|"
                       "unavailable|unreachable|lost|loss|full|expired|expiring|expiry|lag|stuck|backlog|saturation|"
                       "not working|won t|crash*|issue|issues|problem|problems|degraded|degradation|spike|"
                       "throttl*|deadlock*|oom|5xx|500|503|missing|delayed|stale|overload*|pressure|ddos|compromise*|"
                       "not responding|drift|behind"},
    {Concept::Problem, "ausfall|ausgefallen|fehler|fehlgeschlagen|langsam|voll|uberlast*|abgelaufen|nicht "
                       "erreichbar|nicht verfugbar|nicht "
                       "moglich|storung|hoch|hohe|verzogert|verzogerung|absturz|angriff|rueckstau|ruckstau|verlust|"
                       "leck|blockiert|einbruch|hangt|defekt|unerreichbar|probleme|problem|steht"},
    {Concept::Problem, "panne|indisponible|erreur|erreurs|lent|lenteur*|sature*|saturation|expire*|injoignable|echec|"
                       "echoue*|bloque*|fuite|perte|corruption|attaque|hors "
                       "service|eleve*|retard|plantage|probleme*|en panne|plein|pleine|indisponibilite"},
    {Concept::Problem,
     "caida|caido|caidos|fallo|fallos|falla|error|errores|lento|lentitud|lenta|lleno|llena|saturad*|saturacion|"
     "expirado|caducado|inalcanzable|no responde|no "
     "disponible|bloquead*|fuga|perdida|corrupcion|ataque|alto|alta|elevad*|retraso|problema*|acumulacion|degradacion"},
    {Concept::Problem,
     "fora do "
     "ar|fora|queda|falha|falhas|erro|erros|lento|lentidao|lenta|cheio|cheia|saturad*|expirad*|vencido|inacessivel|nao "
     "responde|indisponivel|travad*|vazamento|perda|corrupcao|ataque|alto|alta|elevad*|atraso|problema*|acumul*|"
     "degradacao|estourad*"},
    {Concept::Alert, "alert|alerts|alert name|trigger|triggers|triggered by|fires when|alarm"},
    {Concept::Alert, "alarm|alarme|ausloser|warnung"},
    {Concept::Alert, "alerte|alertes|declencheur"},
    {Concept::Alert, "alerta|alertas|disparador"},
    {Concept::Alert, "alerta|alertas|gatilho|disparo"},
    {Concept::Symptoms, "how you notice|how to notice|what you notice|how to recognize|how to spot it|how you know|que "
                        "se observa|ce que l on observe|o que se observa|woran erkennt man "
                        "es|symptom|symptoms|signs|indicators|indications|how it shows|what you see|what you ll "
                        "see|detection|detect|trigger|observed|signals|impact|problem"},
    {Concept::Symptoms, "symptom|symptome|anzeichen|erkennung|merkmale|woran man es "
                        "erkennt|fehlerbild|auswirkung|auswirkungen|erkennungsmerkmale|beobachtung"},
    {Concept::Symptoms, "symptome|symptomes|signes|indices|indicateurs|detection|constat|manifestation*"},
    {Concept::Symptoms, "sintoma|sintomas|senales|indicios|indicadores|deteccion|senal"},
    {Concept::Symptoms, "sintoma|sintomas|sinais|indicios|indicadores|deteccao|sinal"},
    {Concept::Diagnosis,
     "look at|where to look|how to look into it|how to look into this|look here|what to look at|triage steps|wo "
     "nachsehen|ou regarder|donde mirar|onde "
     "olhar|diagnosis|diagnose|diagnostics|diagnostic|investigation|investigate|analysis|check|checks|"
     "triage|what to check|first checks|verify the problem|root cause|possible causes|likely "
     "causes|common causes|causes|debug|debugging|assessment|confirm|inspect"},
    {Concept::Diagnosis, "diagnose|untersuchung|analyse|prufung|prufen|ursachenanalyse|eingrenzung|fehlersuche|"
                         "mogliche ursachen|ursachen|ursache|pruefung|ueberprufung|nachsehen"},
    {Concept::Diagnosis, "diagnostic|diagnostics|investigation|analyse|verifications|controles|causes "
                         "possibles|causes|cause|recherche de la cause|examen|que verifier"},
    {Concept::Diagnosis, "diagnostico|investigacion|analisis|comprobaciones|comprobar|posibles "
                         "causas|causas|causa|revision|que comprobar|que revisar"},
    {Concept::Diagnosis,
     "diagnostico|investigacao|analise|verificacoes|possiveis causas|causas|causa|o que verificar|apuracao"},
    {Concept::Resolution,
     "fix it|how to mend|what helps|make it stop|stop the bleeding|was tun|que faire|que "
     "hacer|resolution|resolve|resolving|solution|solutions|fix|fixes|mitigation|mitigate|remediation|remediate|remedy|"
     "recovery|recover|immediate actions|immediate action|actions|action|containment|contain|"
     "workaround|repair|restore|restoration|response|what to do|rollback|procedure|how to fix|how to fix it"},
    {Concept::Resolution, "behebung|losung|losungen|massnahme|massnahmen|sofortmassnahme*|wiederherstellung|entstorung|"
                          "abhilfe|beseitigung|eindammung|korrektur|vorgehen|workaround|reparatur|gegenmassnahme*"},
    {Concept::Resolution,
     "resolution|solution|solutions|correction|remediation|mitigation|action|actions|actions correctives|actions "
     "immediates|retablissement|contournement|remede|reprise|restauration|confinement|que faire"},
    {Concept::Resolution, "resolucion|solucion|soluciones|mitigacion|remediacion|accion|acciones|acciones "
                          "inmediatas|correccion|recuperacion|restauracion|contencion|que hacer|reparacion"},
    {Concept::Resolution, "resolucao|solucao|solucoes|mitigacao|remediacao|acao|acoes|acoes "
                          "imediatas|correcao|recuperacao|restauracao|contencao|o que fazer|contorno|reparo"},
    {Concept::Verification, "done when|how to know it worked|how to know that it worked|how we know it worked|it is "
                            "over when|all clear when|fertig wenn|termine quand|resuelto cuando|resolvido "
                            "quando|verification|verify|validation|validate|confirmation|confirm recovery|confirm "
                            "resolution|success criteria|recovery check|post checks|how to verify|verify "
                            "recovery|verify fix|done when|exit criteria|recovered when|verify resolution"},
    {Concept::Verification, "verifikation|uberprufung|erfolgskontrolle|kontrolle|validierung|abnahme|nachprufung|"
                            "erfolgskriterien|entwarnung|bestatigung|nachkontrolle"},
    {Concept::Verification, "verification|validation|controle|confirmation|verifier le retablissement|critere* de "
                            "succes|controle du retablissement|verification du retablissement|retour a la normale"},
    {Concept::Verification, "verificacion|validacion|confirmacion|criterios de exito|comprobacion|comprobacion final"},
    {Concept::Verification, "verificacao|validacao|confirmacao|criterios de sucesso|checagem|conferencia"},
    // Words that may stand beside a label without changing it.
    {Concept::Filler, "step|steps|action|actions|procedure|procedures|the|and|of|a|for|to|common|possible|section|plan|"
                      "commands|immediate|quick|initial|first"},
    {Concept::Filler, "schritt|schritte|und|der|die|das|zur|zum|sofort|erste"},
    {Concept::Filler, "etape|etapes|de|la|le|les|du|des|et|l|d|a|immediate*"},
    {Concept::Filler, "paso|pasos|de|la|el|los|las|del|y|para|inmediata*"},
    {Concept::Filler, "passo|passos|etapas|de|da|do|das|dos|e|o|a|os|as|para|imediata*"},
    // How a step begins that only looks.
    {Concept::Looking,
     "check|verify|identify|review|investigate|look|inspect|confirm|examine|gather|analyze|analyse|determine|find|see|"
     "list|test|monitor|collect|assess|query|search|describe|view|read|compare|is|are|show|locate"},
    {Concept::Looking,
     "prufen|prufe|prufung|uberprufen|nachsehen|ansehen|untersuchen|ermitteln|identifizieren|analysieren|feststellen|"
     "schauen|suchen|sammeln|logs|sichten|kontrollieren|messen|vergleichen|status"},
    {Concept::Looking,
     "verifier|verifiez|controler|controlez|identifier|identifiez|examiner|examinez|analyser|analysez|consulter|"
     "consultez|regarder|rechercher|recherchez|determiner|inspecter|lister|observer|mesurer|comparer"},
    {Concept::Looking,
     "verificar|verifique|comprobar|compruebe|revisar|revise|identificar|identifique|investigar|examinar|analizar|"
     "consultar|consulte|buscar|listar|observar|determinar|mirar|medir|comparar|ver"},
    {Concept::Looking,
     "verificar|verifique|checar|cheque|conferir|confira|revisar|revise|identificar|identifique|investigar|examinar|"
     "analisar|analise|consultar|consulte|buscar|listar|liste|observar|determinar|olhar|medir|comparar|ver"},
    {Concept::PostMortem,
     "retro|retros|learning review|storungsbericht*|vorfallbericht*|storfallbericht*|post mortem|postmortem|post "
     "incident review|post incident report|incident report|pir|retrospective|after "
     "action*|incident review|root cause analysis|rca|post incident document*|lessons learned review"},
    {Concept::PostMortem, "nachbereitung|nachbetrachtung|storungsbericht|vorfallbericht|incident "
                          "bericht|abschlussbericht|ursachenbericht|nachanalyse"},
    {Concept::PostMortem, "post mortem|retour d experience|rex|retex|compte rendu d incident|rapport d incident|bilan "
                          "d incident|bilan|analyse post incident"},
    {Concept::PostMortem, "post mortem|informe del incidente|informe de incidente|informe post "
                          "incidente|retrospectiva|analisis posterior|revision posterior"},
    {Concept::PostMortem, "post mortem|relatorio de incidente|relatorio do incidente|relatorio pos "
                          "incidente|retrospectiva|analise pos incidente|revisao pos incidente"},
    {Concept::Messages, "communication|communications|communication "
                        "template*|message|messages|notification|notifications|announcement*|status page|stakeholder "
                        "communication|customer email|email template*|comms|update template*|notice|internal "
                        "communication|external communication|statement|customer communication|message "
                        "template*|initial update|status update*|resolution notice"},
    {Concept::Messages,
     "kommunikation*|nachricht|nachrichten|meldung|meldungen|vorlage|vorlagen|benachrichtigung*|kundeninformation*|"
     "mitteilung*|textbaustein*|kommunikationsvorlage*|statusmeldung*|erstmeldung|entwarnung|statusseite|rundmail"},
    {Concept::Messages, "communication|communications|message|messages|modele*|notification|notifications|annonce*|"
                        "courriel*|page de statut|modeles de communication|modeles de message*|message type*"},
    {Concept::Messages, "comunicacion|comunicaciones|mensaje|mensajes|plantilla|plantillas|notificacion|notificaciones|"
                        "aviso|avisos|comunicado*|pagina de estado|correo a clientes"},
    {Concept::Messages, "comunicacao|comunicacoes|mensagem|mensagens|modelo|modelos|notificacao|notificacoes|aviso|"
                        "avisos|comunicado*|pagina de status|modelo de mensagem"},
    {Concept::Template,
     "template|templates|vorlage|vorlagen|modele|modeles|plantilla|plantillas|modelo|modelos|muster|structure|outline|"
     "gliederung|aufbau|plan du document|rubriques|estructura|secciones|estrutura|secoes|abschnitte|trame"},
    // States that stand in brackets or before a colon in messages, and are no blanks.
    {Concept::Status,
     "incident|resolved|update|alert|outage|maintenance|investigating|identified|monitoring|degraded|notice|warning|"
     "info|critical|urgent|action required|major incident|all clear|internal|external|status|issue|recovered|closed"},
    {Concept::Status, "storung|behoben|gelost|aktualisierung|wartung|warnung|entwarnung|untersuchung|ausfall|dringend|"
                      "intern|extern|vorfall|status|teilstorung"},
    {Concept::Status, "incident|resolu|mise a jour|maintenance|alerte|panne|en "
                      "cours|identifie|surveillance|urgent|interne|externe|retabli|information|cloture"},
    {Concept::Status, "incidente|resuelto|actualizacion|mantenimiento|alerta|caida|investigando|identificado|"
                      "monitorizando|urgente|interno|externo|solucionado"},
    {Concept::Status, "incidente|resolvido|atualizacao|manutencao|alerta|queda|investigando|identificado|monitorando|"
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
    // Words that name people.
    {Concept::RoleWord,
     "hotline|helpdesk|service desk|servicedesk|callcenter|standard|oncall "
     "engineer|commander|lead|leads|manager|managers|engineer|engineers|engineering|officer|director|on "
     "call|oncall|team|support|head|vp|cto|ceo|ciso|cio|coo|sre|owner|developer|developers|dba|"
     "admin*|operator*|responder*|stakeholder*|"
     "leadership|management|scribe|liaison|coordinator|supervisor|architect|primary|secondary|"
     "tertiary|president|desk|noc|soc|devops|executive*|counsel|expert*|analyst*|l1|l2|"
     "l3|specialist*|chief|captain|representative"},
    {Concept::RoleWord,
     "leiter*|leitung|einsatzleiter*|incident-manager|teamleiter*|teamleitung|abteilungsleiter*|bereichsleiter*|"
     "geschaftsfuhr*|vorstand|bereitschaft*|bereitschaftsdienst|entwickler*|ingenieur*|verantwortlich*|beauftragte*|"
     "administrator*|techniker*|betriebsleiter*|schichtleiter*|protokoll*|kommunikation*|koordinator*|support|"
     "vertretung|geschaftsleitung|rufbereitschaft|datenschutz*|pressestelle|sicherheits*"},
    {Concept::RoleWord, "responsable*|directeur*|directrice|chef*|ingenieur*|equipe|astreinte|commandant|pilote|"
                        "direction|technicien*|coordinateur*|coordinatrice|developpeur*|administrateur*|dsi|rssi|"
                        "support|redacteur|charge*|scribe|gestionnaire*|secretaire|exploitation"},
    {Concept::RoleWord,
     "responsable*|director*|jefe*|ingeniero*|equipo|guardia|comandante|lider*|coordinador*|gerente|desarrollador*|"
     "administrador*|tecnico*|soporte|direccion|encargad*|portavoz|escriba|supervisor*"},
    {Concept::RoleWord,
     "responsavel|responsaveis|diretor*|chefe|engenheiro*|equipe|equipa|plantonista*|plantao|comandante|lider*|"
     "coordenador*|gerente|desenvolvedor*|administrador*|tecnico*|suporte|diretoria|porta-voz|analista*|supervisor*"},
    // The word before the number of a level.
    {Concept::SeverityWord,
     "p|sev|s|severity|priority|prio|level|schweregrad|prioritat|stufe|gravite|severite|niveau|priorite|severidad|"
     "gravedad|prioridad|nivel|severidade|gravidade|prioridade|n|tier|class|klasse|cat|category"},
    {Concept::SeverityName,
     "critical|blocker|emergency|severe|major|high|significant|medium|moderate|minor|low|trivial|cosmetic|"
     "informational|info|urgent|normal|disaster|catastrophic|warning|outage|degraded|maintenance|none"},
    {Concept::SeverityName, "kritisch|katastrophe|schwer|schwerwiegend|hoch|mittel|gering|niedrig|leicht|unkritisch|"
                            "dringend|notfall|normal|kosmetisch|wichtig|erheblich|klein|minimal|sehr hoch"},
    {Concept::SeverityName, "critique|bloquant|majeur|majeure|grave|eleve|elevee|haute|haut|important|importante|moyen|"
                            "moyenne|modere|moderee|mineur|mineure|faible|bas|basse|urgent|urgente|cosmetique"},
    {Concept::SeverityName, "critico|critica|mayor|grave|alto|alta|medio|media|moderado|moderada|menor|bajo|baja|leve|"
                            "urgente|bloqueante|cosmetico"},
    {Concept::SeverityName, "critico|critica|grave|maior|alto|alta|medio|media|moderado|moderada|menor|baixo|baixa|"
                            "leve|urgente|bloqueante|cosmetico"},
    {Concept::Colour, "red|orange|yellow|amber|green|blue|black|purple|white|rot|gelb|grun|blau|schwarz|rouge|jaune|"
                      "vert|bleu|noir|rojo|naranja|amarillo|verde|azul|negro|vermelho|laranja|amarelo|preto"},
    {Concept::AtOnce,
     "immediate|immediately|at once|instant|asap|right "
     "away|now|sofort|umgehend|unverzuglich|immediat|immediate|immediatement|sans "
     "delai|inmediato|inmediata|inmediatamente|de inmediato|imediato|imediata|imediatamente|de imediato|na hora"},
    {Concept::NextDay, "next business day|next working day|nachster werktag|nachsten werktag|naechster "
                       "werktag|nachster arbeitstag|nachsten arbeitstag|jour ouvre suivant|prochain jour ouvre|jour "
                       "ouvrable suivant|siguiente dia habil|proximo dia habil|siguiente dia laborable|dia laborable "
                       "siguiente|proximo dia util|dia util seguinte|best effort"},
    {Concept::AsNeeded, "as needed|if needed|on request|when needed|n a|none|at resolution|on resolution|on change|bei "
                        "bedarf|nach bedarf|au besoin|si necessaire|a la demande|segun sea necesario|segun "
                        "necesidad|si es necesario|conforme necessario|se necessario|quando necessario|sob demanda"},
    {Concept::Ongoing, "ongoing|continuous|throughout|continuously|fortlaufend|laufend|durchgehend|en "
                       "continu|continu|tout au long|continuo|continua|durante todo|continuamente|contínuo"},
    {Concept::Warning,
     "warning|warn|yellow|degraded|warnung|warnschwelle|avertissement|alerte|advertencia|aviso|atencao|alerta"},
    {Concept::Critical, "critical|crit|red|page|kritisch|critique|critico|critica"},
};

struct Phrase {
    QStringList words; ///< "*" at the end: any end
};

/// Phrases of a concept by the letter they begin with: most words are passed over at once.
using Phrases = std::map<QChar, std::vector<Phrase>>;

const Phrases& phrasesOf(Concept wanted) {
    static const auto all = [] {
        std::array<Phrases, size_t(Concept::Count)> made;
        for (const Row& row : table) {
            for (const QString& phrase : QString::fromUtf8(row.phrases).split(u'|')) {
                const bool open = phrase.endsWith(u'*');
                QStringList words = wordsOf(phrase);
                if (words.isEmpty())
                    continue;
                if (open)
                    words.back() += u'*';
                made[size_t(row.concept_)][words.front()[0]].push_back({words});
            }
        }
        return made;
    }();
    return all[size_t(wanted)];
}

bool matches(const QString& word, const QString& pattern) {
    return pattern.endsWith(u'*') ? QStringView(word).startsWith(QStringView(pattern).chopped(1)) : word == pattern;
}

/// How many words of the phrase stand at this place: all or none.
qsizetype matchedAt(const QStringList& words, qsizetype at, const Phrase& phrase) {
    if (at + phrase.words.size() > words.size())
        return 0;
    for (qsizetype i = 0; i < phrase.words.size(); ++i) {
        if (!matches(words[at + i], phrase.words[i]))
            return 0;
    }
    return phrase.words.size();
}

qsizetype longestAt(const QStringList& words, qsizetype at, Concept wanted) {
    qsizetype longest = 0;
    const Phrases& phrases = phrasesOf(wanted);
    const auto found = phrases.find(words[at][0]);
    if (found == phrases.end())
        return 0;
    for (const Phrase& phrase : found->second)
        longest = std::max(longest, matchedAt(words, at, phrase));
    return longest;
}

} // namespace

QString folded(const QString& text) {
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.category() == QChar::Mark_NonSpacing)
            continue;
        if (c == u'ß')
            plain += QStringLiteral("ss");
        else
            plain += c.toLower();
    }
    return plain;
}

QStringList wordsOf(const QString& text) {
    QStringList words;
    QString word;
    for (const QChar c : folded(text)) {
        if (c.isLetterOrNumber()) {
            word += c;
        } else if (!word.isEmpty()) {
            words << word;
            word.clear();
        }
    }
    if (!word.isEmpty())
        words << word;
    return words;
}

bool says(const QStringList& words, Concept concept_) {
    for (qsizetype at = 0; at < words.size(); ++at) {
        if (longestAt(words, at, concept_) > 0)
            return true;
    }
    return false;
}

bool says(const QString& text, Concept concept_) {
    return says(wordsOf(text), concept_);
}

bool beginsWith(const QStringList& words, Concept concept_) {
    return longestAt(words, 0, concept_) > 0;
}

bool isJust(const QString& text, Concept concept_) {
    const QStringList words = wordsOf(text);
    bool said = false;
    for (qsizetype at = 0; at < words.size();) {
        const qsizetype own = longestAt(words, at, concept_);
        const qsizetype other = own > 0 ? 0 : longestAt(words, at, Concept::Filler);
        const bool number = words[at][0].isDigit();
        if (own == 0 && other == 0 && !number)
            return false;
        said = said || own > 0;
        at += std::max<qsizetype>({own, other, 1});
    }
    return said;
}

} // namespace importer
