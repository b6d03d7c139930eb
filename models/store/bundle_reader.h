// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/result.h"
#include "store/event_hash.h"
#include <QString>
#include <QUuid>
#include <vector>

namespace store {

struct BundleChain {
    QByteArray origin;
    qint64 count = 0;
    QByteArray hash;
    qint64 clock = 0; ///< the latest in it
};
struct BundleAttachment {
    QString mediaType;
    QByteArray bytes;
};
/// A bundle as values, every hash checked.
struct Bundle {
    QUuid incident;
    QString key; ///< where it came from; empty when it does not say
    bool drill = false;
    std::vector<StoredEvent> events; ///< by origin and number
    std::vector<BundleChain> chains;
    std::vector<BundleAttachment> attachments;
};

/// Media type of the attachment that holds key and chain ends.
QString bundleManifestType();
/// Reads a file that a stranger made: no trust in its schema, defensive mode, only real tables, every chain from its
/// first event to the end it names, bodies that this program understands or carries, sizes bounded (1 million events,
/// attachments of 64 MiB).
domain::Result<Bundle> readBundle(const QString& path);

} // namespace store
