// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/incident.h"
#include "playbook/playbook.h"
#include <variant>
#include <vector>

/// The post-mortem as a value: made from the fold and the playbook, written as Markdown by markdown.h.
namespace report {

/// Text of people and servers, shown literally.
struct Paragraph {
    QString text;
    bool operator==(const Paragraph&) const = default;
};
struct Cell {
    QString text;
    QString lead = {};   ///< a word of ours before it, in bold: "Cause found"
    bool strong = false; ///< the text itself in bold
    bool operator==(const Cell&) const = default;
};
struct Table {
    QStringList header;
    std::vector<std::vector<Cell>> rows;
    bool operator==(const Table&) const = default;
};
/// A picture or a file beside the document; path is relative and made of [A-Za-z0-9./-] only.
struct Picture {
    QString title, path;
    bool operator==(const Picture&) const = default;
};
struct FileLink {
    QString title, path;
    bool operator==(const FileLink&) const = default;
};
struct Code {
    QString text, language;
    bool operator==(const Code&) const = default;
};
/// Markdown of a person, left as written.
struct Written {
    QString markdown;
    bool operator==(const Written&) const = default;
};
using Block = std::variant<Paragraph, Table, Picture, FileLink, Code, Written>;

enum class SectionState { Empty, Written, Automatic };

struct Section {
    QString id, title, prompt;
    bool generated = false;
    SectionState state = SectionState::Empty;
    QString note; ///< what is still missing: "1 without owner"; empty when nothing is
    std::vector<Block> blocks;
    bool operator==(const Section&) const = default;
};

/// Something the author should know before publishing; never stops the export.
struct Finding {
    QString section; ///< id of the section
    QString text;
    bool operator==(const Finding&) const = default;
};

/// A file of the KEY-assets folder, to be made from the samples of a pinned graph.
struct Asset {
    enum class Kind { Picture, Samples };
    Kind kind = Kind::Picture;
    QString name;          ///< "error-rate.png", "error-rate.csv": [a-z0-9-]+ and the ending, unique
    qsizetype pin = 0;     ///< place in Incident::pins
    QString samplesDigest; ///< attachment with the samples
    bool operator==(const Asset&) const = default;
};

struct Document {
    QString key, title, line; ///< line: where the incident stands, in one sentence
    std::vector<Section> sections;
    std::vector<Asset> assets;
    std::vector<Finding> findings;
    bool operator==(const Document&) const = default;
};

/// "INC-0001-assets".
QString assetsFolder(const QString& key);

/// Sections in the playbook's order and nothing beside them. now ends what still goes on (an unresolved incident, a
/// check still down).
Document makeDocument(const domain::Incident& incident, const playbook::Playbook& playbook, const QString& key,
                      domain::Instant now);

} // namespace report
