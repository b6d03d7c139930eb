// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ways.h"

#include <arpa/inet.h>
#include <cstring>
#include <ifaddrs.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace net {
namespace {

using namespace Qt::StringLiterals;

QString textOf(const sockaddr* address) {
    char buffer[INET6_ADDRSTRLEN] = {};
    if (address && address->sa_family == AF_INET)
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, buffer, sizeof buffer);
    else if (address && address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, buffer, sizeof buffer);
    return QString::fromLatin1(buffer);
}

/// Connecting a datagram socket asks the routing table and sends nothing.
bool connects(int family, const sockaddr* address, socklen_t length) {
    const int probe = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (probe < 0)
        return false;
    const bool found = connect(probe, address, length) == 0;
    close(probe);
    return found;
}

} // namespace

QString Ways::interfaceOf(const QString& address) {
    using namespace std::chrono_literals;
    const auto now = std::chrono::steady_clock::now();
    if (m_interfaces.empty() || now - m_readAt > 5s) {
        m_readAt = now;
        read();
    }
    const auto found = m_interfaces.find(address);
    return found == m_interfaces.end() ? QString() : found->second;
}

void Ways::read() {
    m_interfaces.clear();
    ifaddrs* all = nullptr;
    if (getifaddrs(&all) != 0)
        return;
    for (const ifaddrs* one = all; one; one = one->ifa_next) {
        const QString address = textOf(one->ifa_addr);
        if (!address.isEmpty())
            m_interfaces.insert_or_assign(address, QString::fromLocal8Bit(one->ifa_name));
    }
    freeifaddrs(all);
}

bool Ways::exists(const QString& address) {
    // Addresses kept for documentation (RFC 5737, RFC 3849) stand for any place.
    if (address.isEmpty())
        return exists(u"192.0.2.1"_s) || exists(u"2001:db8::1"_s);
    const QByteArray text = address.toLatin1();
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = htons(53);
    if (inet_pton(AF_INET, text.constData(), &v4.sin_addr) == 1)
        return connects(AF_INET, reinterpret_cast<const sockaddr*>(&v4), sizeof v4);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(53);
    if (inet_pton(AF_INET6, text.constData(), &v6.sin6_addr) == 1)
        return connects(AF_INET6, reinterpret_cast<const sockaddr*>(&v6), sizeof v6);
    return true;
}

bool Ways::isUp(const QString& interface) {
    ifreq request{};
    const QByteArray name = interface.toLocal8Bit();
    std::strncpy(request.ifr_name, name.constData(), IFNAMSIZ - 1);
    const int probe = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (probe < 0)
        return true;
    const bool answered = ioctl(probe, SIOCGIFFLAGS, &request) == 0;
    close(probe);
    return answered && (request.ifr_flags & IFF_UP);
}

} // namespace net
