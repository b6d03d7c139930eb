// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/first_frame.h"

#include <QEvent>
#include <QLoggingCategory>
#include <QTimer>
#include <QWidget>

Q_LOGGING_CATEGORY(lcStart, "bridgewatch.start")

namespace app {
namespace {

class FirstFrame final : public QObject {
public:
    explicit FirstFrame(QWidget* window)
        : QObject(window) {
        window->installEventFilter(this);
    }
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            // Once this turn of the event loop is over, everything below the window is painted too.
            QTimer::singleShot(0, this, [this] {
                qCInfo(lcStart, "first frame painted");
                deleteLater();
            });
        }
        return false;
    }
};

} // namespace

void logFirstFrame(QWidget* window) {
    new FirstFrame(window);
}

} // namespace app
