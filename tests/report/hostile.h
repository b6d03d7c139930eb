// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QStringList>

/// Texts that try to break out of where they stand.
inline QStringList hostileTexts() {
    return {
        QStringLiteral("\n# Heading"),
        QStringLiteral("a\n\n## Second\n\ntext"),
        QStringLiteral("a | b | c"),
        QStringLiteral("pipe at the end |"),
        QStringLiteral("back\\|slash\\"),
        QStringLiteral("`code` and ``more`` and ` alone"),
        QStringLiteral("```\nfence\n```"),
        QStringLiteral("~~~\nfence"),
        QStringLiteral("<script>alert(1)</script>"),
        QStringLiteral("<!-- comment"),
        QStringLiteral("<img src=file:///etc/passwd><b>x"),
        QStringLiteral("x](javascript:alert(1)"),
        QStringLiteral("[x](javascript:alert(1))"),
        QStringLiteral("![x](file:///etc/passwd)"),
        QStringLiteral("<javascript:alert(1)>"),
        QStringLiteral("[x]: https://evil.example"),
        QStringLiteral("@everyone look"),
        QStringLiteral("=cmd()|'/c calc'!A1"),
        QStringLiteral("user\u202Egnp.exe"),
        QStringLiteral("zero\u200Bwidth\uFEFF"),
        QStringLiteral("&lt;b&gt; &copy; &#60; R&D;"),
        QStringLiteral("*a* **b** _c_ __d__ snake_case_name a * b * c _ d _"),
        QStringLiteral("~strike~ ~~struck~~"),
        QStringLiteral("- list\n- more"),
        QStringLiteral("1. one\n2) two"),
        QStringLiteral("> quote"),
        QStringLiteral("===\n---\n***\n___"),
        QStringLiteral("a\n---|---\nb|c"),
        QStringLiteral("    indented code"),
        QStringLiteral("\ttab\there"),
        QStringLiteral("see https://status.example/a_b_c?x=1&copy;y=2#top, and http://x|y (http://z.example)."),
        QStringLiteral("HTTPS://日本.example and https:// and xhttp://a http://[::1]/"),
        QStringLiteral("(text)[url] and [a](b)[c]"),
        QStringLiteral("trailing hashes ##"),
        QStringLiteral("- [ ] task"),
        QStringLiteral("$x^2$ and $$y$$"),
        QStringLiteral("\u001b[31mred\u001b[0m bell\a nul"),
        QStringLiteral("mail someone@example.org or www.example.org"),
        QStringLiteral("{: .class} {::comment}"),
        QStringLiteral("line\r\nnext\u2028last"),
        QStringLiteral("   "),
        QString(),
        QString(QChar(0xD800)) + QStringLiteral("half"),
    };
}

/// Random mixtures of what matters to Markdown; the seed makes a failure repeatable.
inline QString hostileMixture(QRandomGenerator& random) {
    static const QStringList pieces{QStringLiteral("|"),      QStringLiteral("\\"),      QStringLiteral("`"),
                                    QStringLiteral("*"),      QStringLiteral("_"),       QStringLiteral("["),
                                    QStringLiteral("]"),      QStringLiteral("("),       QStringLiteral(")"),
                                    QStringLiteral("<"),      QStringLiteral(">"),       QStringLiteral("#"),
                                    QStringLiteral("\n"),     QStringLiteral(" "),       QStringLiteral("a"),
                                    QStringLiteral("1"),      QStringLiteral("."),       QStringLiteral("-"),
                                    QStringLiteral("~"),      QStringLiteral("&"),       QStringLiteral("amp;"),
                                    QStringLiteral("#38;"),   QStringLiteral("!"),       QStringLiteral(":"),
                                    QStringLiteral("/"),      QStringLiteral("http://"), QStringLiteral("https://e.x/"),
                                    QStringLiteral("="),      QStringLiteral("+"),       QStringLiteral("é"),
                                    QStringLiteral("\u202E"), QStringLiteral("b>"),      QStringLiteral("<b"),
                                    QStringLiteral("\n\n"),   QStringLiteral("---"),     QStringLiteral("```"),
                                    QStringLiteral("\t"),     QStringLiteral("@x"),      QStringLiteral("\""),
                                    QStringLiteral("'")};
    QString out;
    const int count = 1 + random.bounded(14);
    for (int i = 0; i < count; ++i)
        out += pieces.at(random.bounded(int(pieces.size())));
    return out;
}
