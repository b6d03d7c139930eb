// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"

namespace playbook {

const std::map<QString, QStringList>& knownKeys() {
    const auto words = [](const char* text) { return QString::fromLatin1(text).split(u' '); };
    static const std::map<QString, QStringList> keys{
        {QStringLiteral("playbook"), words("name description owner timezone variables prometheus alertmanager types "
                                           "severities roles escalation phases checks panels "
                                           "scenarios messages actions post_mortem upkeep links")},
        {QStringLiteral("severity"), words("id name rank means examples respond_within update_every notify")},
        {QStringLiteral("role"), words("id title duties contact")},
        {QStringLiteral("rung"), words("after notify contact severities")},
        {QStringLiteral("phase"), words("id title after window items")},
        {QStringLiteral("window"), words("from to")},
        {QStringLiteral("item"), words("id text severities services needs due repeat role run http watch message")},
        {QStringLiteral("watch"), words("check panel criterion stable_for")},
        {QStringLiteral("request"), words("method url headers body")},
        {QStringLiteral("check"),
         words("id title http tcp tls dns redis postgres command method headers body auth client ca proxy server_name "
               "record server database follow witness conditions every timeout degraded_over down_after up_after")},
        {QStringLiteral("server"), words("id url headers auth ca client insecure")},
        {QStringLiteral("auth"), words("user password bearer")},
        {QStringLiteral("client"), words("certificate key")},
        {QStringLiteral("panel"), words("id title expr unit legend warn critical hold server")},
        {QStringLiteral("scenario"), words("id title alerts symptoms diagnosis resolution verification")},
        {QStringLiteral("message"), words("id title when channels severities body")},
        {QStringLiteral("action"), words("id title http")},
        {QStringLiteral("post_mortem"), words("due sections")},
        {QStringLiteral("section"), words("id title kind prompt")},
        {QStringLiteral("link"), words("title url")},
        {QStringLiteral("type"), words("id title means")},
        {QStringLiteral("upkeep"), words("text every")},
    };
    return keys;
}

const QStringList& generatedSections() {
    static const QStringList ids{QStringLiteral("summary"),      QStringLiteral("durations"), QStringLiteral("impact"),
                                 QStringLiteral("timeline"),     QStringLiteral("checks"),    QStringLiteral("graphs"),
                                 QStringLiteral("action-items"), QStringLiteral("roles")};
    return ids;
}

} // namespace playbook
