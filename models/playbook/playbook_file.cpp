// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/playbook_file.h"

#include "playbook/playbook_reader.h"
#include "playbook/yaml_tree.h"
#include <QFileInfo>

namespace playbook {

ReadPlaybook readPlaybook(const QByteArray& yaml, const QString& id) {
    const YamlTree tree = readYaml(yaml);
    if (!tree.findings.empty())
        return {Playbook{}, tree.findings};
    return PlaybookReader().read(tree.root, id);
}

domain::Result<Playbook> playbookFromYaml(const QByteArray& yaml, const QString& fileName) {
    ReadPlaybook read = readPlaybook(yaml, QFileInfo(fileName).completeBaseName());
    if (read.findings.empty())
        return std::move(read.playbook);
    const Finding& first = read.findings.front();
    QString text = toText(first, fileName);
    if (!first.fix.isEmpty())
        text += QStringLiteral(" (%1)").arg(first.fix);
    if (read.findings.size() > 1)
        text += QStringLiteral(" – and %1 more").arg(read.findings.size() - 1);
    return domain::fail(domain::ErrorKind::Input, text);
}

} // namespace playbook
