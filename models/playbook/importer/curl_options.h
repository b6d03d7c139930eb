// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "playbook/importer/curl.h"
#include <map>
#include <set>

/// The options of curl(1), 7.88, by their long names.
namespace importer {

using CurlOption = void (*)(CurlCall&, const QString& value);
using CurlFlag = void (*)(CurlCall&);

/// Options with a value that change the request, and how.
const std::map<QString, CurlOption>& curlOptions();
/// Options with a value that do not change what is asked.
const std::set<QString>& otherCurlOptions();
/// Options without a value that matter here.
const std::map<QString, CurlFlag>& curlFlags();
/// Long name of a short option; the letter itself when it is of no interest.
QString longCurlOption(QChar letter);

} // namespace importer
