// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/yaml_tree.h"

#include <QSet>
#include <QStringDecoder>
#include <exception>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace playbook {
namespace {

/// Ends the parse at the first thing that must not be followed further.
struct Refused {
    Finding finding;
};

/// yaml-cpp counts columns in bytes; editors count characters.
class Places {
public:
    explicit Places(const QByteArray& bytes)
        : m_lines(bytes.split('\n')) {}
    int column(const YAML::Mark& mark) const {
        if (mark.line < 0 || mark.line >= m_lines.size())
            return mark.column + 1;
        return int(QString::fromUtf8(m_lines.at(mark.line).left(mark.column)).toUcs4().size()) + 1;
    }

private:
    QList<QByteArray> m_lines;
};

/// Builds the tree by value; a frame is a sequence or map that is still open.
class Builder final : public YAML::EventHandler {
public:
    Builder(const Places& places, const YamlLimits& limits, YamlTree& tree)
        : m_places(places)
        , m_limits(limits)
        , m_tree(tree) {}

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        attach(made(YamlNode::Kind::Null, mark, anchor, {}));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        refuse(QStringLiteral("yaml.alias"), mark,
               QStringLiteral("aliases (*name) are not read; expected the value itself"));
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        YamlNode node = made(YamlNode::Kind::Scalar, mark, anchor, tag);
        node.text = QString::fromStdString(value);
        node.quoted = tag == "!";
        attach(std::move(node));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(made(YamlNode::Kind::Sequence, mark, anchor, tag), mark);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(made(YamlNode::Kind::Map, mark, anchor, tag), mark);
    }
    void OnMapEnd() override { close(); }

private:
    struct Frame {
        YamlNode node;
        YamlNode key;
        bool keyRead = false;
        bool dropValue = false; ///< of a key that stood here before
        QSet<QString> keys;
    };

    [[noreturn]] void refuse(const QString& rule, const YAML::Mark& mark, const QString& message) const {
        throw Refused{{rule, mark.line + 1, m_places.column(mark), message, {}}};
    }

    YamlNode made(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag) {
        if (++m_nodes > m_limits.nodes)
            refuse(QStringLiteral("yaml.nodes"), mark,
                   QStringLiteral("more than %1 values in one file").arg(m_limits.nodes));
        if (anchor != 0)
            refuse(QStringLiteral("yaml.anchor"), mark,
                   QStringLiteral("anchors (&name) are not read; expected a plain value"));
        if (!tag.empty() && tag != "?" && tag != "!")
            refuse(QStringLiteral("yaml.tag"), mark,
                   QStringLiteral("explicit tags (%1) are not read; expected a plain value")
                       .arg(QString::fromStdString(tag)));
        YamlNode node;
        node.kind = kind;
        node.line = mark.line + 1;
        node.column = m_places.column(mark);
        return node;
    }

    void open(YamlNode node, const YAML::Mark& mark) {
        if (int(m_frames.size()) >= m_limits.depth)
            refuse(QStringLiteral("yaml.depth"), mark,
                   QStringLiteral("nested deeper than %1 levels").arg(m_limits.depth));
        Frame frame;
        frame.node = std::move(node);
        m_frames.push_back(std::move(frame));
    }

    void close() {
        YamlNode node = std::move(m_frames.back().node);
        m_frames.pop_back();
        attach(std::move(node));
    }

    void attach(YamlNode node) {
        if (m_frames.empty()) {
            m_tree.root = std::move(node);
            return;
        }
        Frame& frame = m_frames.back();
        if (frame.node.kind == YamlNode::Kind::Sequence) {
            frame.node.items.push_back(std::move(node));
        } else if (!frame.keyRead) {
            takeKey(frame, std::move(node));
        } else {
            frame.keyRead = false;
            if (!frame.dropValue)
                frame.node.entries.push_back({std::move(frame.key), std::move(node)});
        }
    }

    void takeKey(Frame& frame, YamlNode key) {
        if (key.kind != YamlNode::Kind::Scalar)
            throw Refused{{QStringLiteral("yaml.key"),
                           key.line,
                           key.column,
                           QStringLiteral("this key is not a word; expected \"name: value\""),
                           {}}};
        frame.dropValue = frame.keys.contains(key.text);
        if (frame.dropValue)
            m_tree.findings.push_back(
                {QStringLiteral("yaml.duplicate-key"),
                 key.line,
                 key.column,
                 QStringLiteral("the key \"%1\" stands here twice; expected it once").arg(key.text),
                 {}});
        frame.keys.insert(key.text);
        frame.key = std::move(key);
        frame.keyRead = true;
    }

    const Places& m_places;
    const YamlLimits& m_limits;
    YamlTree& m_tree;
    std::vector<Frame> m_frames;
    int m_nodes = 0;
};

bool isForbidden(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
}

std::optional<Finding> encodingFinding(const QByteArray& bytes) {
    int line = 1, column = 1;
    for (const char c : bytes) {
        if (isForbidden(c))
            return Finding{QStringLiteral("yaml.encoding"),
                           line,
                           column,
                           QStringLiteral("a control character stands here; expected text in UTF-8"),
                           {}};
        column = c == '\n' ? 1 : column + 1;
        line += c == '\n' ? 1 : 0;
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return Finding{QStringLiteral("yaml.encoding"),
                       int(text.left(text.indexOf(QChar::ReplacementCharacter)).count(u'\n')) + 1,
                       1,
                       QStringLiteral("this is not UTF-8; expected text in UTF-8"),
                       {}};
    return {};
}

} // namespace

YamlTree readYaml(const QByteArray& bytes, const YamlLimits& limits) {
    YamlTree tree;
    if (bytes.size() > limits.bytes) {
        tree.findings.push_back(
            {QStringLiteral("yaml.size"),
             0,
             0,
             QStringLiteral("the file has more than %1 bytes; so many are read at most").arg(limits.bytes),
             {}});
        return tree;
    }
    if (auto finding = encodingFinding(bytes)) {
        tree.findings.push_back(*finding);
        return tree;
    }
    const Places places(bytes);
    Builder builder(places, limits, tree);
    try {
        std::istringstream stream(bytes.toStdString());
        YAML::Parser parser(stream);
        if (!parser.HandleNextDocument(builder)) {
            tree.findings.push_back({QStringLiteral("yaml.empty"), 1, 1, QStringLiteral("the file is empty"), {}});
        } else {
            YamlTree rest;
            Builder second(places, limits, rest);
            if (parser.HandleNextDocument(second))
                tree.findings.push_back({QStringLiteral("yaml.documents"),
                                         rest.root.line,
                                         rest.root.column,
                                         QStringLiteral("a second document begins here; expected one document a file"),
                                         {}});
        }
    } catch (const Refused& refused) {
        tree.findings.push_back(refused.finding);
    } catch (const YAML::ParserException& wrong) {
        tree.findings.push_back({QStringLiteral("yaml.syntax"),
                                 wrong.mark.line + 1,
                                 places.column(wrong.mark),
                                 QStringLiteral("not YAML: %1").arg(QString::fromStdString(wrong.msg)),
                                 {}});
    } catch (const std::exception& wrong) {
        tree.findings.push_back({QStringLiteral("yaml.syntax"),
                                 0,
                                 0,
                                 QStringLiteral("not YAML: %1").arg(QString::fromUtf8(wrong.what())),
                                 {}});
    }
    sortByPlace(tree.findings);
    return tree;
}

} // namespace playbook
