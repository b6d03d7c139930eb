// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/vocabulary.h"

/// The words of trouble: scenarios and their parts.
namespace importer {

std::span<const PhraseRow> troubleVocabulary() {
    static constexpr PhraseRow table[] = {
        // The section that holds one scenario after the other.
        {Concept::Scenarios,
         "scenario|scenarios|runbook|runbooks|playbook|playbooks|common issues|common problems|common "
         "incidents|common failures|common scenarios|troubleshooting|"
         "service specific|known issues|failure modes|alerts|alert runbooks|incident types"},
        {Concept::Scenarios, "szenario|szenarien|haufige storungen|haufige probleme|bekannte probleme|bekannte "
                             "fehler|fehlerbilder|storungsbilder|fehlerbehebung|storungsszenarien|typische storungen"},
        {Concept::Scenarios, "scenario|scenarios|problemes courants|incidents courants|incidents frequents|problemes "
                             "frequents|pannes frequentes|depannage|cas frequents|fiches reflexes"},
        {Concept::Scenarios,
         "escenario|escenarios|problemas comunes|problemas frecuentes|incidentes comunes|incidentes "
         "frecuentes|fallos frecuentes|solucion de problemas|casos frecuentes"},
        {Concept::Scenarios, "cenario|cenarios|problemas comuns|problemas frequentes|incidentes comuns|incidentes "
                             "frequentes|falhas comuns|resolucao de problemas|solucao de problemas"},
        // Words in the name of a scenario.
        {Concept::Plural, "issues|incidents|problems|failures|errors|outages|alerts|storungen|probleme|ausfalle|fehler|"
                          "pannes|problemes|incidents|problemas|incidentes|fallos|errores|caidas|falhas|erros|quedas"},
        {Concept::Problem,
         "down|outage|failure|failures|failing|failed|fails|error|errors|high|slow|slowness|leak|leaks|"
         "corruption|corrupted|exhausted|exhaustion|timeout|timeouts|breach|attack|unauthorized|"
         "unavailable|unreachable|lost|loss|full|expired|expiring|expiry|lag|stuck|backlog|saturation|"
         "not working|won t|crash*|issue|issues|problem|problems|degraded|degradation|spike|"
         "throttl*|deadlock*|oom|5xx|500|503|missing|delayed|stale|overload*|pressure|ddos|compromise*|"
         "not responding|drift|behind"},
        {Concept::Problem, "ausfall|ausgefallen|fehler|fehlgeschlagen|langsam|voll|uberlast*|abgelaufen|nicht "
                           "erreichbar|nicht verfugbar|nicht "
                           "moglich|storung|hoch|hohe|verzogert|verzogerung|absturz|angriff|rueckstau|ruckstau|verlust|"
                           "leck|blockiert|einbruch|hangt|defekt|unerreichbar|probleme|problem|steht"},
        {Concept::Problem,
         "panne|indisponible|erreur|erreurs|lent|lenteur*|sature*|saturation|expire*|injoignable|echec|"
         "echoue*|bloque*|fuite|perte|corruption|attaque|hors "
         "service|eleve*|retard|plantage|probleme*|en panne|plein|pleine|indisponibilite"},
        {Concept::Problem,
         "caida|caido|caidos|fallo|fallos|falla|error|errores|lento|lentitud|lenta|lleno|llena|saturad*|saturacion|"
         "expirado|caducado|inalcanzable|no responde|no "
         "disponible|bloquead*|fuga|perdida|corrupcion|ataque|alto|alta|elevad*|retraso|problema*|acumulacion|"
         "degradacion"},
        {Concept::Problem,
         "fora do "
         "ar|fora|queda|falha|falhas|erro|erros|lento|lentidao|lenta|cheio|cheia|saturad*|expirad*|vencido|inacessivel|"
         "nao "
         "responde|indisponivel|travad*|vazamento|perda|corrupcao|ataque|alto|alta|elevad*|atraso|problema*|acumul*|"
         "degradacao|estourad*"},
        {Concept::Alert, "alert|alerts|alert name|trigger|triggers|triggered by|fires when|alarm"},
        {Concept::Alert, "alarm|alarme|ausloser|warnung"},
        {Concept::Alert, "alerte|alertes|declencheur"},
        {Concept::Alert, "alerta|alertas|disparador"},
        {Concept::Alert, "alerta|alertas|gatilho|disparo"},
        {Concept::Symptoms,
         "how you notice|how to notice|what you notice|how to recognize|how to spot it|how you know|que "
         "se observa|ce que l on observe|o que se observa|woran erkennt man "
         "es|symptom|symptoms|signs|indicators|indications|how it shows|what you see|what you ll "
         "see|detection|detect|trigger|observed|signals|impact|problem"},
        {Concept::Symptoms, "symptom|symptome|anzeichen|erkennung|merkmale|woran man es "
                            "erkennt|fehlerbild|auswirkung|auswirkungen|erkennungsmerkmale|beobachtung"},
        {Concept::Symptoms, "symptome|symptomes|signes|indices|indicateurs|detection|constat|manifestation*"},
        {Concept::Symptoms, "sintoma|sintomas|senales|indicios|indicadores|deteccion|senal"},
        {Concept::Symptoms, "sintoma|sintomas|sinais|indicios|indicadores|deteccao|sinal"},
        // How it shows, in words that are a question or a clause.
        {Concept::Symptoms,
         "how it looks|how this looks|what it looks like|what happens|what users see|what customers see|"
         "what you will see|how you can tell|tell tale signs|woran man es merkt|wie es aussieht|was man "
         "sieht|symptombild|storungsbild|comment ca se voit|ce que vous voyez|ce qu on voit|como se "
         "ve|como se manifiesta|lo que se ve|como se manifesta|o que se ve|como aparece"},
        {Concept::Diagnosis,
         "how to find out why|find out why|how to find the cause|find the cause|finding the cause|why it "
         "happens|how to investigate|how to diagnose|look into it|digging|narrow it down|isolate|"
         "ursachensuche|ursachenforschung|fehleranalyse|fehlereingrenzung|ursachenermittlung|comment "
         "chercher|chercher la cause|trouver la cause|a verifier|buscar la causa|como investigar|"
         "encontrar a causa|buscar a causa"},
        {Concept::Resolution,
         "how to repair|how to repair it|how to solve it|how to resolve|how to resolve it|how to "
         "recover|act|repair it|what we do|make it better|bring it back|so beheben|wiederanlauf|a "
         "faire|reparation|comment reparer|remise en service|como arreglarlo|arreglo|que hacemos|como "
         "resolver|conserto|o que fazemos"},
        // What whoever reads asks.
        {Concept::Symptoms,
         "how do i know|how do i notice|what do i see|woran erkenne ich das|woran erkenne ich es|was sehe ich|wie "
         "aussert es sich|comment le savoir|que vois je|como lo reconozco|que veo|como reconheco|o que vejo"},
        {Concept::Diagnosis,
         "things to check|what do i check|how do i check|what to look for|was prufe ich|was ist zu prufen|was prufen "
         "wir|que dois je verifier|que verifier|points a verifier|que compruebo|que reviso|o que verifico"},
        {Concept::Resolution,
         "things to try|what to try|what do i do|how do i fix it|how do we fix it|was tue ich|was tun wir|was ist zu "
         "tun|wie behebe ich das|que dois je faire|que faisons nous|que hago|que debo hacer|o que faco"},
        {Concept::Symptoms,
         "comment reconnaitre|comment le reconnaitre|a quoi le reconnaitre|como reconocerlo|como reconhecer|como "
         "identificar|como identificarlo|so erkennt man es|erkennbar an"},
        {Concept::Diagnosis,
         "how to confirm|how to confirm it|how to check|how to check it|how to debug|how to triage|troubleshooting|"
         "prufschritte|comment confirmer|comment diagnostiquer|comment investiguer|como confirmarlo|como "
         "diagnosticarlo|como investigarlo|como confirmar|como diagnosticar"},
        {Concept::Resolution,
         "how to mitigate|how to mitigate it|how to remediate|how to solve|so behebt man es|losungsschritte|comment "
         "resoudre|comment corriger|comment y remedier|comment retablir|como resolverlo|como solucionarlo|como "
         "repararlo|como mitigarlo|como corregirlo|como solucionar|como corrigir|como mitigar"},
        {Concept::Verification,
         "comment verifier|comment valider|como verificar|como verificarlo|como comprobarlo|como validar"},
        {Concept::Diagnosis, "prufungen|kontrollen|where to look|onde olhar"},
        {Concept::Resolution, "get it going|get it going again|get it working|get it working again|bring it back up"},
        {Concept::Verification,
         "erfolg|woran man den erfolg sieht|how to know it is over|how you know it is over|how you know it "
         "worked|comment savoir que c est fini|comment savoir|como saber que paso|como saber que "
         "passou|como saber"},
        // Words of time limits for mending, which are none for answering.
        {Concept::Mending,
         "resolve|resolved|resolution|fix|fixed|mend|mended|restore|restored|repair|repaired|behoben|"
         "beheben|behebung|gelost|losen|wiederhergestellt|resolu|resoudre|retabli|retablir|corrige|resuelto|"
         "resolver|solucionar|solucionado|resolvido|corrigir|restabelecer"},
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
         "hacer|resolution|resolve|resolving|solution|solutions|fix|fixes|mitigation|mitigate|remediation|remediate|"
         "remedy|"
         "recovery|recover|immediate actions|immediate action|actions|action|containment|contain|"
         "workaround|repair|restore|restoration|response|what to do|rollback|procedure|how to fix|how to fix it"},
        {Concept::Resolution,
         "behebung|losung|losungen|massnahme|massnahmen|sofortmassnahme*|wiederherstellung|entstorung|"
         "abhilfe|beseitigung|eindammung|korrektur|vorgehen|workaround|reparatur|gegenmassnahme*"},
        {Concept::Resolution,
         "resolution|solution|solutions|correction|remediation|mitigation|action|actions|actions correctives|actions "
         "immediates|retablissement|contournement|remede|reprise|restauration|confinement|que faire"},
        {Concept::Resolution, "resolucion|solucion|soluciones|mitigacion|remediacion|accion|acciones|acciones "
                              "inmediatas|correccion|recuperacion|restauracion|contencion|que hacer|reparacion"},
        {Concept::Resolution, "resolucao|solucao|solucoes|mitigacao|remediacao|acao|acoes|acoes "
                              "imediatas|correcao|recuperacao|restauracao|contencao|o que fazer|contorno|reparo"},
        {Concept::Verification,
         "done when|how to know it worked|how to know that it worked|how we know it worked|it is "
         "over when|all clear when|fertig wenn|termine quand|resuelto cuando|resolvido "
         "quando|verification|verify|validation|validate|confirmation|confirm recovery|confirm "
         "resolution|success criteria|recovery check|post checks|how to verify|verify "
         "recovery|verify fix|done when|exit criteria|recovered when|verify resolution"},
        {Concept::Verification, "verifikation|uberprufung|erfolgskontrolle|kontrolle|validierung|abnahme|nachprufung|"
                                "erfolgskriterien|entwarnung|bestatigung|nachkontrolle"},
        {Concept::Verification, "verification|validation|controle|confirmation|verifier le retablissement|critere* de "
                                "succes|controle du retablissement|verification du retablissement|retour a la normale"},
        {Concept::Verification,
         "verificacion|validacion|confirmacion|criterios de exito|comprobacion|comprobacion final"},
        {Concept::Verification, "verificacao|validacao|confirmacao|criterios de sucesso|checagem|conferencia"},
        // How a step begins that only looks.
        {Concept::Looking,
         "check|verify|identify|review|investigate|look|inspect|confirm|examine|gather|analyze|analyse|determine|find|"
         "see|"
         "list|test|monitor|collect|assess|query|search|describe|view|read|compare|is|are|show|locate"},
        {Concept::Looking, "prufen|prufe|prufung|uberprufen|nachsehen|ansehen|untersuchen|ermitteln|identifizieren|"
                           "analysieren|feststellen|"
                           "schauen|suchen|sammeln|logs|sichten|kontrollieren|messen|vergleichen|status"},
        {Concept::Looking,
         "verifier|verifiez|controler|controlez|identifier|identifiez|examiner|examinez|analyser|analysez|consulter|"
         "consultez|regarder|rechercher|recherchez|determiner|inspecter|lister|observer|mesurer|comparer"},
        {Concept::Looking,
         "verificar|verifique|comprobar|compruebe|revisar|revise|identificar|identifique|investigar|examinar|analizar|"
         "consultar|consulte|buscar|listar|observar|determinar|mirar|medir|comparar|ver"},
        {Concept::Looking,
         "verificar|verifique|checar|cheque|conferir|confira|revisar|revise|identificar|identifique|investigar|"
         "examinar|"
         "analisar|analise|consultar|consulte|buscar|listar|liste|observar|determinar|olhar|medir|comparar|ver"},
    };
    return table;
}

} // namespace importer
