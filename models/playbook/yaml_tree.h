// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/finding.h"
#include <QByteArray>
#include <QString>
#include <vector>

/// YAML as a plain tree of values with places, built under hard limits. The strict files of this program (playbooks,
/// drill scenarios) are read through it, so that no file from a stranger can hang or crash the reader.
namespace playbook {

struct YamlEntry;

struct YamlNode {
    enum class Kind { Null, Scalar, Sequence, Map };
    Kind kind = Kind::Null;
    QString text;        ///< of a scalar
    bool quoted = false; ///< written in quotes or as a block
    int line = 0, column = 0;
    std::vector<YamlNode> items;    ///< of a sequence
    std::vector<YamlEntry> entries; ///< of a map, in the order of the file; keys are scalars and unique
};

/// A key of a map with its value. Not a std::pair: clang cannot complete one inside its own element.
struct YamlEntry {
    YamlNode first, second;
};

struct YamlLimits {
    qsizetype bytes = 1 << 20;
    int depth = 32;
    int nodes = 50'000;
};

struct YamlTree {
    YamlNode root;
    std::vector<Finding> findings; ///< root is complete only when empty
};

/// Reads exactly one document. Refuses aliases, anchors, explicit tags, duplicate keys, keys that are not scalars, text
/// that is not UTF-8 or holds control characters. Never throws.
YamlTree readYaml(const QByteArray& bytes, const YamlLimits& limits = {});

} // namespace playbook
