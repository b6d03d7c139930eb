// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/vocabulary.h"

/// The words of people: roles, contacts and the ladder.
namespace importer {

std::span<const PhraseRow> peopleVocabulary() {
    static constexpr PhraseRow table[] = {
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
        {Concept::Contacts,
         "contato|contatos|contacto|contactos|telefone*|contatos de emergencia|ramal|dados de contato"},
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
        {Concept::Escalation, "eskalation*|eskalationsstufe*|eskalationskette|eskalationsweg*|eskalationsplan|"
                              "eskalieren|meldekette|meldeweg*"},
        {Concept::Escalation, "escalade|escalades|chaine d escalade|matrice d escalade|procedure d escalade|niveaux d "
                              "escalade|chaine d alerte"},
        {Concept::Escalation, "escalado|escalamiento|escalacion|cadena de escalado|matriz de escalado|matriz de "
                              "escalamiento|ruta de escalado"},
        {Concept::Escalation,
         "escalonamento|escalacao|escalada|cadeia de escalonamento|matriz de escalonamento|escalamento"},
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
         "geschaftsfuhr*|vorstand|bereitschaft*|bereitschaftsdienst|entwickler*|ingenieur*|verantwortlich*|beauftragte*"
         "|"
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
         "coordenador*|gerente|desenvolvedor*|administrador*|tecnico*|suporte|diretoria|porta-voz|analista*|"
         "supervisor*"},
        {Concept::RoleWord, "*leiter|*leiterin|*leitung|*fuhrer|*fuhrerin|*meister|*ingenieur|*techniker|*technikerin|"
                            "*bereitschaft|*experte|*expertin|*manager|portavoz|operador*|vocero|relator|secretario|"
                            "regulateur|permanence|spokesperson|spokesman|duty|deputy|facilitator"},
        {Concept::Roles, "people involved|participants|cast|crew|beteiligte|beteiligten|personen|mitwirkende|acteurs|"
                         "intervenants|participantes|involucrados|personas|envolvidos|pessoas"},
        {Concept::Escalation,
         "paging policy|paging order|on call policy|whom to call|who do i call|who do we call|chain of "
         "command|wen rufe ich an|wen rufen wir an|wen anrufen|wer wird angerufen|rufkette|"
         "alarmierungskette|alarmierungsplan|alarmplan|qui appeler|chaine d appel|a quien llamar|a "
         "quien llamo|cadena de llamadas|quem chamar|para quem ligar|cadeia de acionamento"},
        {Concept::RoleWord, "intervenant*|redacteur*|redactrice*|redactor*|redator*"},
        {Concept::Roles, "function|funktion|fonction|funcion|funcao|hats|funktionen|fonctions|qui fait quoi|wer macht "
                         "was|quien hace que|quem faz o que|cargos"},
        {Concept::Escalation,
         "a quien escalar|cuando escalar|a quem escalar|para quem escalar|quando escalar|vers qui escalader|quand "
         "escalader|escalader|an wen eskalieren"},
        {Concept::Escalation,
         "calling for help|getting help|need help|hilfe holen|demander de l aide|pedir ayuda|pedir "
         "ajuda"},
        {Concept::Contacts, "erreichbar*"},
        {Concept::After, "timeout|after min|wartezeit|attente|espera"},
        {Concept::Contacts,
         "phone book|phone list|telephone list|address book|telefonliste|telefonbuch|rufnummernliste|"
         "repertoire|bottin|agenda|guia telefonica|lista telefonica"},
        // How somebody is called.
        {Concept::Calling,
         "page|pages|paged|call|calls|called|ring|rung|phone|notify|notified|wake|woken|contact|contacted|"
         "escalate|escalates|escalated|alert|alerted|inform|informed|involve|goes to|moves to"},
        {Concept::Calling,
         "anrufen|angerufen|ruft|rufen|informier*|benachrichtig*|verstandig*|alarmier*|eskalier*|wecken|"
         "hinzuziehen|geht an"},
        {Concept::Calling, "appel*|preven*|contact*|alert*|avert*|escalad*|reveill*"},
        {Concept::Calling, "avis*|llam*|notific*|contact*|escal*"},
        {Concept::Calling, "avis*|lig*|acion*|cham*|notific*|escal*"},
    };
    return table;
}

} // namespace importer
