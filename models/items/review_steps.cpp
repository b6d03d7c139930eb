// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/review_steps.h"

#include <QCoreApplication>

namespace items {
namespace {

using importer::Found;
using playbook::Item;

QString tr(const char* text) {
    return QCoreApplication::translate("items::ReviewModel", text);
}

/// The lists that hold steps, in order.
template <class FoundThing, class Use>
void eachList(FoundThing& found, Use use) {
    if (auto* phase = std::get_if<playbook::Phase>(&found.value)) {
        use(phase->items);
    } else if (auto* scenario = std::get_if<playbook::Scenario>(&found.value)) {
        use(scenario->diagnosis);
        use(scenario->resolution);
    }
}

} // namespace

std::vector<const Item*> stepsOf(const Found& found) {
    std::vector<const Item*> steps;
    eachList(found, [&steps](const std::vector<Item>& items) {
        for (const Item& item : items)
            steps.push_back(&item);
    });
    return steps;
}

void putStep(Found& found, std::size_t place, const Item& step) {
    std::size_t before = 0;
    eachList(found, [&](std::vector<Item>& items) {
        if (place >= before && place < before + items.size())
            items[place - before] = step;
        before += items.size();
    });
}

void dropSteps(importer::Draft& draft, const std::map<int, std::set<std::size_t>>& dropped) {
    QStringList gone;
    for (const auto& [place, steps] : dropped) {
        std::size_t at = 0;
        eachList(draft.found[std::size_t(place)], [&, left = &steps](std::vector<Item>& items) {
            std::vector<Item> kept;
            for (Item& item : items) {
                if (left->count(at++) > 0)
                    gone << item.id;
                else
                    kept.push_back(std::move(item));
            }
            items = std::move(kept);
        });
    }
    if (gone.isEmpty())
        return;
    for (Found& found : draft.found) {
        eachList(found, [&gone](std::vector<Item>& items) {
            for (Item& item : items)
                item.needs.removeIf([&gone](const QString& id) { return gone.contains(id); });
        });
    }
}

std::vector<ReviewField> fieldsOf(const Item& step) {
    std::vector<ReviewField> fields{{tr("Text"), step.text}, {tr("Command"), step.run, true}};
    if (step.http)
        fields.push_back({tr("URL"), step.http->url});
    return fields;
}

domain::Result<Item> withFields(Item step, const QStringList& texts) {
    step.text = texts.value(0).trimmed();
    if (step.text.isEmpty())
        return domain::fail(domain::ErrorKind::Input, QStringLiteral("%1: %2").arg(tr("Text"), tr("may not be empty")));
    step.run = texts.value(1).trimmed();
    if (step.http) {
        step.http->url = texts.value(2).trimmed();
        if (step.http->url.isEmpty())
            return domain::fail(domain::ErrorKind::Input,
                                QStringLiteral("%1: %2").arg(tr("URL"), tr("may not be empty")));
        if (!step.run.isEmpty())
            return domain::fail(domain::ErrorKind::Input,
                                QStringLiteral("%1: %2").arg(tr("Command"), tr("a step has a command or a request")));
    }
    return step;
}

} // namespace items
