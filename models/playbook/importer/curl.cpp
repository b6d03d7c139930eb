// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/importer/curl.h"
#include "playbook/importer/curl_options.h"

#include <QRegularExpression>
#include <QUrl>
#include <set>

namespace importer {
namespace {

bool hasValue(const QString& name) {
    return curlOptions().contains(name) || otherCurlOptions().contains(name);
}

class Options {
public:
    Options(const SimpleCommand& command, size_t first)
        : m_words(command.words)
        , m_at(first) {
        m_call.line = command.line;
    }

    CurlCall read() {
        bool optionsOver = false;
        for (; m_at < m_words.size(); ++m_at) {
            const Word& word = m_words[m_at];
            if (!optionsOver && word.text == u"--")
                optionsOver = true;
            else if (!optionsOver && word.text.startsWith(u"--"))
                longOption(word.text.mid(2));
            else if (!optionsOver && word.text.size() > 1 && word.text.startsWith(u'-'))
                shortOptions(word.text);
            else
                address(word);
        }
        return std::move(m_call);
    }

    bool head() const { return m_head; }

private:
    void longOption(QString name) {
        if (!hasValue(name))
            name = abbreviated(name);
        if (hasValue(name) && m_at + 1 < m_words.size())
            apply(name, m_words[++m_at]);
        else
            flag(name);
    }

    void shortOptions(const QString& text) {
        for (qsizetype i = 1; i < text.size(); ++i) {
            const QString name = longCurlOption(text[i]);
            if (!hasValue(name)) {
                flag(name);
            } else if (i + 1 < text.size()) {
                Word rest = m_words[m_at];
                rest.text = text.mid(i + 1);
                apply(name, rest);
                return;
            } else if (m_at + 1 < m_words.size()) {
                apply(name, m_words[++m_at]);
                return;
            }
        }
    }

    static QString abbreviated(const QString& name) {
        // Flags that are themselves the beginning of an option with a value.
        static const std::set<QString> whole{"head", "netrc", "parallel", "crlf", "socks5-gssapi", "ftp-ssl-ccc"};
        QString found;
        if (whole.contains(name))
            return name;
        const auto look = [&](const auto& table) {
            for (const auto& one : table) {
                const QString& candidate = [&]() -> const QString& {
                    if constexpr (std::is_same_v<std::decay_t<decltype(one)>, QString>)
                        return one;
                    else
                        return one.first;
                }();
                if (candidate == name)
                    found = name;
                else if (name.size() > 2 && found != name && candidate.startsWith(name))
                    found = found.isEmpty() ? candidate : name;
            }
        };
        look(curlOptions());
        look(otherCurlOptions());
        look(curlFlags());
        return found.isEmpty() ? name : found;
    }

    void apply(const QString& name, const Word& value) {
        if (name == u"url") {
            address(value);
        } else if (const auto option = curlOptions().find(name); option != curlOptions().end()) {
            option->second(m_call, value.text);
        } else {
            m_call.others << u"--" + name << value.text;
        }
    }

    void flag(const QString& name) {
        if (name == u"head")
            m_head = true;
        else if (const auto found = curlFlags().find(name); found != curlFlags().end())
            found->second(m_call);
        else
            m_call.others << QString(name.size() == 1 ? 1 : 2, u'-') + name;
    }

    void address(const Word& word) {
        if (m_call.url.isEmpty()) {
            m_call.url = word.text;
            m_call.bare = word.bare;
        } else if (m_call.bare.contains(u'(') || m_call.bare.contains(u'{')) {
            // A query that stands bare in the address: a blank split it, and this is its rest.
            if (m_call.url.contains(u"query=") && !word.text.contains(u"://")) {
                m_call.url += u' ' + word.text;
                return;
            }
            m_call.moreUrls << word.text;
        } else {
            m_call.moreUrls << word.text;
        }
    }

    const std::vector<Word>& m_words;
    size_t m_at;
    CurlCall m_call;
    bool m_head = false;
};

QString encoded(const CurlData& data) {
    if (!data.urlEncode)
        return data.text;
    const auto percent = [](const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    const qsizetype equals = data.text.indexOf(u'=');
    if (equals >= 0)
        return data.text.left(equals) + (equals > 0 ? u"=" : u"") + percent(data.text.mid(equals + 1));
    return data.text.contains(u'@') ? data.text : percent(data.text);
}

QString joined(const CurlCall& call) {
    QStringList pieces;
    for (const CurlData& data : call.data)
        pieces << encoded(data);
    return pieces.join(u'&');
}

} // namespace

std::optional<CurlCall> readCurl(const SimpleCommand& command) {
    const auto index = static_cast<size_t>(programIndex(command));
    if (index >= command.words.size() || command.words[index].text.section(u'/', -1) != u"curl")
        return {};
    Options options(command, index + 1);
    CurlCall call = options.read();
    if (call.bare.contains(u'(') || call.bare.contains(u'{')) {
        for (const Redirect& redirect : command.redirects) { // … > 100: a comparison, no file
            static const QRegularExpression number(QStringLiteral(R"(^[\d.]+$)"));
            if ((redirect.op == u">" || redirect.op == u"<") && call.url.contains(u"query=") &&
                number.match(redirect.target).hasMatch())
                call.url += u' ' + redirect.op + u' ' + redirect.target;
        }
    }
    if (call.method.isEmpty()) {
        if (options.head())
            call.method = QStringLiteral("HEAD");
        else if (!call.uploadFile.isEmpty())
            call.method = QStringLiteral("PUT");
        else if ((!call.data.empty() && !call.asQuery) || !call.form.isEmpty())
            call.method = QStringLiteral("POST");
        else
            call.method = QStringLiteral("GET");
    }
    return call;
}

bool isReading(const CurlCall& call) {
    return (call.method == u"GET" || call.method == u"HEAD") && call.uploadFile.isEmpty() && call.form.isEmpty();
}

QString requestUrl(const CurlCall& call) {
    QString url = call.url;
    if (!url.isEmpty() && !url.contains(u"://") && !url.startsWith(u'$') && !url.startsWith(u"{{") &&
        !url.startsWith(u'<'))
        url.prepend(u"http://");
    if (call.asQuery && !call.data.empty())
        url += (url.contains(u'?') ? u'&' : u'?') + joined(call);
    return url;
}

QString requestBody(const CurlCall& call) {
    return call.asQuery || !call.form.isEmpty() ? QString() : joined(call);
}

} // namespace importer
