// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/command_rules.h"

#include <QSet>
#include <algorithm>
#include <vector>

namespace playbook {
namespace {

constexpr auto looks = CommandClass::ReadOnly;
constexpr auto changes = CommandClass::Changing;
constexpr auto destroys = CommandClass::Destructive;

struct Rule {
    const char* programs; ///< alternatives by |; * is any
    const char* terms; ///< all must hold. a|b: the next positional; -f|--force: an option; !x: absent; ^x: SQL's first
                       ///< word; x*: a beginning
    CommandClass kind;
    const char* why;
};

// Of several rules that fit, the gravest counts, then the first.
// clang-format off
constexpr Rule rules[] = {
    {"rm|unlink|shred|srm", "-r|-R|--recursive|-f|--force", destroys, "deletes files for good"},
    {"rm|unlink|rmdir|shred|srm|wipefs|truncate", "", destroys, "deletes or empties files"},
    {"dd", "", destroys, "writes raw blocks; a wrong device is lost"},
    {"mkfs|mke2fs|mkswap|fdisk|parted|sfdisk|lvremove|vgremove|pvremove|zfs|zpool|blkdiscard", "", destroys, "changes disks and file systems"},
    {"mkfs.ext4|mkfs.ext3|mkfs.xfs|mkfs.btrfs|mkfs.vfat", "", destroys, "makes a new file system over the old one"},
    {"shutdown|reboot|halt|poweroff|init|telinit", "", destroys, "stops the machine"},
    {"kill|pkill|killall|fuser", "-9|-KILL|-SIGKILL|-k", destroys, "kills processes without letting them finish"},
    {"kill|pkill|killall", "", destroys, "ends processes"},
    {"find", "-delete", destroys, "deletes what it finds"},
    {"rsync", "--delete", destroys, "deletes at the target what the source lacks"},
    {"crontab", "-r", destroys, "removes all scheduled jobs"},
    {"userdel|groupdel|deluser|visudo|passwd|chpasswd|usermod", "", destroys, "changes accounts"},
    {"iptables|ip6tables|nft|ipset", "-L|--list|-S", looks, ""},
    {"iptables|ip6tables|nft|ipset|firewall-cmd|ufw", "!-L !--list !-S !status", destroys, "cuts network traffic off"},
    {"ufw", "status", looks, ""},
    {"ip", "link|addr|address|route set|add|del|delete|flush|replace|change", destroys, "changes the network of the machine"},
    {"certbot", "--force-renewal|--delete|revoke", destroys, "replaces certificates and uses up the issuer's rate limit"},
    {"certbot", "revoke|delete", destroys, "takes certificates away"},
    {"certbot", "certificates", looks, ""},
    {"chmod|chown|chgrp|setfacl", "-R|--recursive", destroys, "changes the rights of a whole tree"},

    {"kubectl|oc", "delete", destroys, "deletes from the cluster"},
    {"kubectl|oc", "scale --replicas=0", destroys, "takes the last instance away"},
    {"kubectl|oc", "rollout undo", destroys, "brings an older version back"},
    {"kubectl|oc", "patch", destroys, "changes a live object in place"},
    {"kubectl|oc", "drain", destroys, "moves everything off a node"},
    {"kubectl|oc", "taint|replace", destroys, "changes a live object in place"},
    {"kubectl|oc", "get|describe|logs|log|top|explain|version|api-resources|api-versions|cluster-info|events|diff|wait|port-forward|help", looks, ""},
    {"kubectl|oc", "rollout status|history", looks, ""},
    {"kubectl|oc", "auth can-i|whoami", looks, ""},
    {"kubectl|oc", "config view|get-contexts|current-context|get-clusters", looks, ""},
    {"helm", "uninstall|delete|rollback", destroys, "takes a release away or back"},
    {"helm", "list|ls|status|history|get|show|search|version|template|diff", looks, ""},
    {"terraform|tofu|pulumi|terragrunt", "destroy", destroys, "destroys infrastructure"},
    {"terraform|tofu|pulumi|terragrunt", "apply|up|taint|state", destroys, "changes infrastructure"},
    {"terraform|tofu|pulumi|terragrunt", "show|plan|output|version|validate|providers|preview", looks, ""},

    {"docker|podman|nerdctl", "system|image|container|volume|network|builder prune", destroys, "removes everything unused, volumes and images too"},
    {"docker|podman|nerdctl", "rm|rmi|kill|stop", destroys, "stops or removes containers and images"},
    {"docker|podman|nerdctl", "volume|network|image|container|stack|service|secret|config rm|remove", destroys, "removes it"},
    {"docker|podman|nerdctl", "swarm leave|ca", destroys, "changes the swarm"},
    {"docker|podman|nerdctl", "ps|logs|stats|images|inspect|top|version|info|port|history|events|diff|search", looks, ""},
    {"docker|podman|nerdctl", "image|container|volume|network|system|node|service|stack ls|list|inspect|df|info|ps|logs|top|stats", looks, ""},
    {"docker-compose", "down|rm|kill|stop", destroys, "stops services"},
    {"docker-compose", "ps|logs|top|config|images|version|port|events|ls", looks, ""},
    {"systemctl|service|rc-service|supervisorctl|launchctl|pm2|monit", "stop|disable|mask|kill|isolate|poweroff|reboot|halt|rescue|emergency|delete", destroys, "stops a service"},
    {"systemctl", "status|is-active|is-enabled|is-failed|list-units|list-timers|list-unit-files|show|cat|list-dependencies", looks, ""},
    {"supervisorctl|pm2|monit|rc-service", "status|ls|list|summary|logs|tail", looks, ""},
    {"systemctl|service|rc-service|supervisorctl|launchctl|pm2|monit", "restart|reload|start|try-restart|reload-or-restart|daemon-reload|enable|unmask|reset-failed", changes, "restarts or starts a service"},

    {"git", "reset|revert|clean|rebase|filter-branch|gc|prune|rm", destroys, "throws work or history away"},
    {"git", "push -f|--force|--force-with-lease|--delete|--mirror", destroys, "overwrites what others have"},
    {"git", "branch|tag -d|-D|--delete", destroys, "deletes a branch or tag"},
    {"git", "checkout|restore|switch -f|--force|--hard", destroys, "throws local work away"},
    {"git", "log|status|diff|show|blame|rev-parse|describe|shortlog|reflog|ls-files|ls-remote|grep|cat-file|name-rev|rev-list|whatchanged|bisect", looks, ""},
    {"git", "branch|tag|remote|config|stash --list|-l|-a|-r|-v|--get", looks, ""},
    {"git", "push", changes, "publishes commits"},

    {"aws", "s3|s3api rm|rb|delete-object|delete-objects|delete-bucket", destroys, "deletes stored objects"},
    {"aws", "s3 sync --delete", destroys, "deletes at the target what the source lacks"},
    {"aws", "* modify-db-instance|modify-db-cluster --apply-immediately", destroys, "changes a live database now, often with a restart"},
    {"aws", "* delete-*|terminate-*|stop-*|reboot-*|deregister-*|purge-*|failover-*", destroys, "deletes or stops cloud resources"},
    {"aws", "* describe-*|list-*|get-*|head-*|ls|wait|help", looks, ""},
    {"aws", "logs tail", looks, ""},
    {"gcloud|az|doctl|oci|aliyun|hcloud|openstack|linode-cli", "* * delete|destroy|remove|reset|stop|purge", destroys, "deletes or stops cloud resources"},
    {"gcloud|az|doctl|oci|aliyun|hcloud|openstack", "* * * delete|destroy|remove|reset|stop|purge", destroys, "deletes or stops cloud resources"},
    {"gcloud|az|doctl|hcloud|openstack", "* * list|describe|show|get|read", looks, ""},
    {"gcloud|az|doctl|hcloud|openstack", "* list|describe|show|get|read", looks, ""},

    {"psql|mysql|mariadb|sqlplus|cqlsh|mongo|mongosh|clickhouse-client|sqlite3|redis-cli|valkey-cli", "--version|-V|--help", looks, ""},
    {"pg_restore|mysqlimport|mongorestore|pg_resetwal|pg_rewind|dropdb|dropuser|initdb|reindexdb", "", destroys, "writes over the database"},
    {"pg_isready|pg_dump|pg_dumpall|mysqldump|mongodump|mysqladmin|pg_controldata|pgbadger", "!kill !shutdown !drop !flush-hosts !password", looks, ""},
    {"mysqladmin", "kill|shutdown|drop|password", destroys, "ends connections or the server"},
    {"pg_ctl|pg_ctlcluster|patronictl|repmgr", "stop|promote|failover|switchover|restart|reinit|remove", destroys, "moves or stops the database"},
    {"patronictl|repmgr|rabbitmqctl|rabbitmq-diagnostics|nodetool|etcdctl", "list|status|show|cluster|topology|list_queues|list_connections|cluster_status|ping|info|tpstats|compactionstats|member|endpoint", looks, ""},
    {"rabbitmqctl|nodetool|etcdctl|kafka-topics.sh|kafka-topics|kafka-delete-records", "purge_queue|delete_queue|reset|force_reset|stop_app|drain|decommission|removenode|del|--delete", destroys, "removes data or members"},
    {"kafka-topics.sh|kafka-topics|kafka-consumer-groups.sh|kafka-consumer-groups", "--delete|--reset-offsets", destroys, "removes topics or moves offsets"},
    {"kafka-topics.sh|kafka-topics|kafka-consumer-groups.sh|kafka-consumer-groups|kcat", "--list|--describe|-L", looks, ""},

    {"sql", "DROP", destroys, "drops it for good"},
    {"sql", "TRUNCATE", destroys, "empties tables"},
    {"sql", "DELETE FROM", destroys, "deletes rows"},
    {"sql", "^UPDATE !WHERE", destroys, "changes every row"},
    {"sql", "ALTER SYSTEM", destroys, "changes the whole server's settings"},
    {"sql", "PG_TERMINATE_BACKEND", destroys, "cuts connections off"},
    {"sql", "PG_CANCEL_BACKEND", changes, "cancels running queries"},
    {"sql", "PG_RELOAD_CONF", changes, "reloads the settings"},
    {"sql", "PG_PROMOTE", destroys, "makes a replica the primary"},
    {"sql", "PG_DROP_REPLICATION_SLOT", destroys, "a replica may have to be rebuilt"},
    {"sql", "^KILL", destroys, "cuts connections off"},
    {"sql", "^REINDEX !CONCURRENTLY", destroys, "locks tables against writes while it runs"},
    {"sql", "VACUUM FULL", destroys, "locks tables while it rewrites them"},
    {"sql", "^LOCK", destroys, "locks tables"},
    {"sql", "FLUSH TABLES", destroys, "locks or closes tables"},
    {"sql", "REVOKE", destroys, "takes rights away"},
    {"sql", "^SHUTDOWN", destroys, "stops the server"},
    {"sql", "^RESET MASTER|SLAVE|REPLICA", destroys, "resets replication"},
    {"sql", "^STOP SLAVE|REPLICA", destroys, "stops replication"},
    {"sql", "FOR UPDATE", changes, "locks rows"},
    {"sql", "INSERT INTO", changes, "adds rows"},
    {"sql", "SELECT INTO", changes, "makes a table"},
    {"sql", "^UPDATE", changes, "changes rows"},
    {"sql", "^SELECT !INTO", looks, ""},
    {"sql", "^WITH !UPDATE !INTO", looks, ""},
    {"sql", "^SHOW|EXPLAIN|DESCRIBE|DESC|VALUES|TABLE|BEGIN|COMMIT|ROLLBACK|START|END|FETCH", looks, ""},
    {"redis", "FLUSHALL|FLUSHDB", destroys, "empties the cache"},
    {"redis", "DEL|UNLINK|SHUTDOWN|DEBUG|FAILOVER|REPLICAOF|SLAVEOF|SWAPDB|RESTORE|MIGRATE", destroys, "removes keys, or moves or stops the server"},
    {"redis", "CLIENT KILL|PAUSE", destroys, "cuts clients off"},
    {"redis", "CLUSTER RESET|FAILOVER|FORGET|DELSLOTS|FLUSHSLOTS", destroys, "changes the cluster"},
    {"redis", "SCRIPT|FUNCTION FLUSH|KILL|DELETE", destroys, "removes scripts"},
    {"redis", "XTRIM|LTRIM|SPOP|LPOP|RPOP|GETDEL|ZREM|SREM|HDEL|XDEL|LREM", destroys, "removes data"},
    {"redis", "PING|INFO|DBSIZE|GET|MGET|KEYS|SCAN|TTL|PTTL|TYPE|EXISTS|LLEN|LRANGE|LINDEX|HGET|HGETALL|HKEYS|HLEN|SMEMBERS|SCARD|ZRANGE|ZCARD|ZSCORE|XLEN|XINFO|XRANGE|XPENDING|MONITOR|ROLE|TIME|STRLEN|OBJECT|LASTSAVE|ECHO|COMMAND|SELECT|AUTH|DUMP|PUBSUB|WAIT", looks, ""},
    {"redis", "CONFIG|CLIENT|SLOWLOG|MEMORY|CLUSTER|LATENCY|ACL|MODULE|SENTINEL|SCRIPT GET|LIST|USAGE|STATS|DOCTOR|INFO|NODES|SLOTS|SHARDS|SLAVES|REPLICAS|LEN|LATEST|HISTORY|ID|GETNAME|WHOAMI|MASTERS|MASTER|CKQUORUM|EXISTS|HELP|GRAPH", looks, ""},

    {"*", "--force", destroys, "overrides the safeguards"},
    {"*", "--force-renewal|--hard|--purge|--no-preserve-root|--nuke|--wipe|--drop|--destroy|--factory-reset", destroys, "cannot be taken back"},
    {"apt|apt-get|yum|dnf|apk|zypper|pip|npm", "remove|purge|autoremove|erase|uninstall|del", destroys, "removes software"},

    {"date", "-s|--set", changes, "sets the clock"},
    {"timedatectl|hostnamectl|localectl|chronyc", "set-time|set-timezone|set-ntp|set-hostname|hostname|makestep", changes, "sets the clock or the name"},
    {"journalctl", "--vacuum-size|--vacuum-time|--vacuum-files|--rotate", destroys, "deletes logs"},
    {"dmesg", "-c|-C|--clear", destroys, "deletes logs"},
    {"openssl", "genrsa|genpkey|req|ca|pkcs12|rand", changes, "makes keys or certificates"},
    {"sed|perl", "-i|--in-place", changes, "edits files in place"},
    {"amtool", "silence add|expire|import", changes, "changes what is silenced"},
    {"ls|cat|head|tail|less|more|zcat|zgrep|grep|egrep|fgrep|rg|ag|cut|sort|uniq|wc|tr|nl|column|jq|yq|sed|awk|gawk|diff|cmp|comm|paste|fold|tac|rev|xxd|od|hexdump|strings|base64|md5sum|sha256sum|file|stat|readlink|realpath|basename|dirname|find|tree|locate", "", looks, ""},
    {"du|df|free|uptime|w|who|whoami|id|groups|date|cal|hostname|uname|arch|nproc|lscpu|lsblk|lsof|lsmod|pwd|echo|printf|true|false|test|[|[[|:|which|type|whereis|printenv|env|sleep|seq|expr|bc|ps|pgrep|pidof|pstree|top|htop|iotop|iostat|vmstat|mpstat|sar|dstat|pidstat|numastat|dmesg|journalctl|last|timedatectl|hostnamectl|chronyc|ntpq|nvidia-smi", "", looks, ""},
    {"ping|ping6|traceroute|tracepath|mtr|dig|nslookup|host|drill|whois|netstat|ss|nc|ncat|telnet|tcpdump|ethtool|arp|ifconfig|getent|openssl", "", looks, ""},
    {"cd|pushd|popd|export|set|shopt|return|exit|break|continue|wait|local|readonly|declare|read|for|select|case|man|help|history|clear|time", "", looks, ""},
    {"promtool|amtool|logcli|stern|k9s|kubens|hey|ab", "", looks, ""},
    {"nginx|apachectl|apache2ctl|httpd|haproxy|named-checkconf|sshd", "-t|-T|-c", looks, ""},
    {"python|python3|node|ruby|java|go|nginx|docker|kubectl|git|aws|npm|pip", "--version|-V", looks, ""},
    {"wget", "--spider", looks, ""},
    {"wget", "-O-|-qO-", looks, ""},
    {"ip", "!add !set !del !delete !flush !replace !change", looks, ""},
};
// clang-format on

bool isOption(const QString& word) {
    return word.size() > 1 && word.startsWith(u'-');
}

/// The argument that is this option: whole, as --option=value, or a letter among joined short ones.
QString optionIn(const QStringList& words, const QString& option) {
    const QString name = option.section(u'=', 0, 0), value = option.section(u'=', 1);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString& word = words[i];
        if (word == option || (value.isEmpty() && word.startsWith(name + u'=')))
            return word;
        if (!value.isEmpty() && word == name && i + 1 < words.size() && words[i + 1] == value)
            return word + u' ' + value;
        const bool letters = option.size() == 2 && word.size() > 2 && word[0] == u'-' && word[1].isLetter() &&
                             !word.contains(u'=') && word.size() <= 6;
        if (letters && word.contains(option[1]))
            return word;
    }
    return {};
}

/// Tries the terms of a rule on an invocation and collects the words that fitted.
class Match {
public:
    explicit Match(const Invocation& invocation)
        : m_invocation(invocation)
        , m_sql(invocation.program == u"sql")
        , m_positionals(m_sql ? std::vector<std::pair<qsizetype, QString>>() : positionals(invocation)) {}

    std::optional<QStringList> terms(const QStringList& terms) {
        m_next = 0;
        QStringList found;
        for (const QString& term : terms) {
            QString word;
            if (!term.startsWith(u'!') ? !fits(term, word) : has(term.mid(1)))
                return {};
            if (!word.isEmpty())
                found << word;
        }
        return found;
    }

private:
    bool has(const QString& term) const {
        return term.startsWith(u'-') && !m_sql ? !optionIn(m_invocation.words, term).isEmpty()
                                               : m_invocation.words.contains(term);
    }

    bool fits(const QString& term, QString& word) {
        if (m_sql)
            return sqlWord(term, word);
        if (term.startsWith(u'-')) {
            for (const QString& one : term.split(u'|')) {
                word = one.startsWith(u'-') ? optionIn(m_invocation.words, one) : QString();
                if (!word.isEmpty())
                    return true;
            }
            return false;
        }
        if (m_next >= m_positionals.size())
            return false;
        const QString& candidate = m_positionals[m_next++].second;
        const auto cases = m_invocation.program == u"redis" ? Qt::CaseInsensitive : Qt::CaseSensitive;
        const QStringList any = term.split(u'|');
        const bool known = std::any_of(any.begin(), any.end(), [&](const QString& one) {
            return one.endsWith(u'*') ? candidate.startsWith(one.chopped(1)) : candidate.compare(one, cases) == 0;
        });
        if (known)
            word = candidate;
        return known;
    }

    bool sqlWord(const QString& term, QString& word) {
        const bool first = term.startsWith(u'^');
        const QStringList any = term.mid(first ? 1 : 0).split(u'|');
        const auto& words = m_invocation.words;
        const qsizetype from = static_cast<qsizetype>(m_next);
        for (qsizetype i = from; i < words.size(); ++i) {
            if (any.contains(words[i])) {
                word = words[i];
                m_next = static_cast<size_t>(i + 1);
                return true;
            }
            if (first)
                return false;
        }
        return false;
    }

    const Invocation& m_invocation;
    bool m_sql;
    std::vector<std::pair<qsizetype, QString>> m_positionals;
    size_t m_next = 0;
};

struct ReadRule {
    QSet<QString> programs;
    QStringList terms;
};

const std::vector<ReadRule>& readRules() {
    static const std::vector<ReadRule> all = [] {
        std::vector<ReadRule> read;
        for (const Rule& rule : rules) {
            const QStringList programs = QString::fromLatin1(rule.programs).split(u'|');
            read.push_back(
                {{programs.begin(), programs.end()}, QString::fromLatin1(rule.terms).split(u' ', Qt::SkipEmptyParts)});
        }
        return read;
    }();
    return all;
}

bool takesValue(const QString& option) {
    static const QSet<QString> valued{"-n",
                                      "--namespace",
                                      "-l",
                                      "--selector",
                                      "-o",
                                      "--output",
                                      "-c",
                                      "--container",
                                      "-f",
                                      "--file",
                                      "--filename",
                                      "--context",
                                      "--cluster",
                                      "--kubeconfig",
                                      "--since",
                                      "--tail",
                                      "--type",
                                      "-H",
                                      "--host",
                                      "--filter",
                                      "--format",
                                      "-p",
                                      "--project-name",
                                      "--env-file",
                                      "--profile",
                                      "--project-directory",
                                      "-e",
                                      "--env",
                                      "-u",
                                      "--user",
                                      "-w",
                                      "--workdir",
                                      "-C",
                                      "--git-dir",
                                      "--work-tree",
                                      "--region",
                                      "--query",
                                      "--endpoint-url",
                                      "-s",
                                      "--server",
                                      "--as",
                                      "-t",
                                      "--db-instance-identifier",
                                      "--project",
                                      "--zone",
                                      "--resource-group",
                                      "-g",
                                      "-i",
                                      "-P",
                                      "-L"};
    return valued.contains(option);
}

} // namespace

std::vector<std::pair<qsizetype, QString>> positionals(const Invocation& invocation) {
    std::vector<std::pair<qsizetype, QString>> found;
    for (qsizetype i = 0; i < invocation.words.size(); ++i) {
        const QString& word = invocation.words[i];
        if (word == u"--")
            continue;
        if (isOption(word))
            i += takesValue(word) ? 1 : 0;
        else
            found.emplace_back(i, word);
    }
    return found;
}

std::optional<CommandVerdict> judge(const Invocation& invocation) {
    std::optional<CommandVerdict> gravest;
    Match match(invocation);
    for (size_t i = 0; i < readRules().size(); ++i) {
        const ReadRule& rule = readRules()[i];
        const bool any = rule.programs.contains(QStringLiteral("*"));
        const bool pseudo = invocation.program == u"sql" || invocation.program == u"redis";
        if ((!rule.programs.contains(invocation.program) && (!any || pseudo)) ||
            (gravest && gravest->kind >= rules[i].kind))
            continue;
        const auto words = match.terms(rule.terms);
        if (!words)
            continue;
        QStringList shown = *words;
        if (!any && !pseudo)
            shown.prepend(invocation.program);
        const bool quiet = rules[i].kind == CommandClass::ReadOnly;
        gravest = CommandVerdict{rules[i].kind, quiet ? QString() : shown.join(u' '), QString::fromLatin1(rules[i].why),
                                 invocation.line, false};
    }
    return gravest;
}

} // namespace playbook
