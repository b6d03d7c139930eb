// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/draft.h"

/// What a person can change of a recognised thing, as texts for a small dialog. Pure.
namespace items {

struct ReviewField {
    QString label, text;
    bool several = false; ///< several lines
    bool operator==(const ReviewField&) const = default;
};
/// Empty for what does not go into the playbook by itself.
std::vector<ReviewField> fieldsOf(const importer::Found& found);
/// The thing with these texts, in the order of fieldsOf; its title and detail follow. Input names the field that cannot
/// be read and what was expected.
domain::Result<importer::Found> withFields(importer::Found found, const QStringList& texts);

} // namespace items
