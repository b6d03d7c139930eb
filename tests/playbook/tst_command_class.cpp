// SPDX-FileCopyrightText: 2026 The Bridgewatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook/command_class.h"

#include "playbook/playbook_file.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using playbook::CommandClass;

class TestCommandClass : public QObject {
    Q_OBJECT
private slots:
    void command_hasItsClassAndWord_data();
    void command_hasItsClassAndWord();
    void gravestWord_isNamedWithItsLine();
    void deepNesting_endsAsChanging();
    void hostileText_endsSoon();
};

void TestCommandClass::command_hasItsClassAndWord_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* kind, const char* text, const char* word = "") {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(kind) << QString::fromUtf8(word);
    };
    for (const char* text : {"kubectl get pods -n shop",
                             "kubectl -n shop logs deploy/web --tail=100 | grep -i error | tail -20",
                             "kubectl rollout status deployment/web",
                             "kubectl rollout history deploy/web",
                             "kubectl top pods",
                             "docker stats",
                             "docker logs web --tail 100",
                             "docker compose ps",
                             "docker-compose -f prod.yml logs web",
                             "docker-compose exec db pg_isready",
                             "redis-cli ping",
                             "redis-cli -h cache -p 6379 info memory",
                             "redis-cli --bigkeys",
                             "git log --oneline -10",
                             "git diff HEAD~1",
                             "systemctl status nginx",
                             "journalctl -u docker --since '1 hour ago'",
                             "df -h",
                             "top -p $(pgrep -f web)",
                             "curl -f http://localhost/health",
                             "curl -I https://x.example",
                             "curl -sG http://p/api/v1/query --data-urlencode 'query=up'",
                             "curl -s -o /dev/null -w '%{http_code}' http://x",
                             "psql -h db -c 'SELECT count(*) FROM pg_stat_activity;'",
                             "kubectl exec -it deploy/pg -n x -- psql -U u -c \"SELECT 1;\"",
                             "SELECT 'DROP TABLE x';",
                             "EXPLAIN SELECT 1;",
                             "SHOW max_connections;",
                             "\\dt",
                             "INFO",
                             "echo \"rm -rf /\"",
                             "grep 'rm -rf' history.txt",
                             "openssl s_client -connect x:443",
                             "aws s3 ls s3://b/",
                             "aws rds describe-db-instances --db-instance-identifier p",
                             "aws logs tail /x --follow",
                             "terraform show",
                             "helm list",
                             "find /var/log -name '*.gz'",
                             "ls 2>/dev/null",
                             "ufw status",
                             "iptables -L",
                             "ip addr show",
                             "sudo certbot certificates",
                             "for p in a b; do kubectl get pod $p; done",
                             "ssh web1 uptime",
                             "bash -c 'df -h'",
                             "nginx -t",
                             "timeout 5 curl http://x",
                             "wget -qO- http://x/health",
                             "date +%s",
                             "watch kubectl get pods",
                             "mysql -e 'SHOW PROCESSLIST'",
                             "config=1 printenv config"})
        row("read-only", text);

    row("changing", "kubectl apply -f k8s/x.yaml", "kubectl");
    row("changing", "kubectl rollout restart deploy/web", "kubectl");
    row("changing", "kubectl scale deploy/web --replicas=5", "kubectl");
    row("changing", "kubectl get cm x -o yaml > backup.yaml", "> backup.yaml");
    row("changing", "systemctl restart nginx", "systemctl restart");
    row("changing", "docker restart web", "docker");
    row("changing", "docker-compose up -d", "docker-compose");
    row("changing", "./scripts/deploy.sh", "deploy.sh");
    row("changing", "frobnicate --now", "frobnicate");
    row("changing", "kubectl exec -it web -- /bin/bash", "bash");
    row("changing", "ssh web1", "ssh");
    row("changing", "psql -U u -d app", "psql");
    row("changing", "redis-cli -h cache", "redis-cli");
    row("changing", "redis-cli SET a b", "SET");
    row("changing", "curl -X POST http://x/api", "POST");
    row("changing", "curl -d '{}' $HOOK", "POST");
    row("changing", "curl -X PATCH http://x/incidents/1 -d '{}'", "PATCH");
    row("changing", "curl -o dump.txt http://x", "-o dump.txt");
    row("changing", "git push origin main", "git push");
    row("changing", "sed -i s/a/b/ f", "sed -i");
    row("changing", "INSERT INTO t VALUES (1);", "INSERT INTO");
    row("changing", "ANALYZE;", "ANALYZE");
    row("changing", "/incident declare x", "/incident");
    row("changing", "bash script.sh", "script.sh");
    row("changing", "python -c 'print(1)'", "python");

    row("changing", "'' x", "\"\"");

    row("destructive", "rm -rf /tmp/x", "rm -rf");
    row("destructive", "sudo rm file", "rm");
    row("destructive", "sudo dd if=/dev/sda of=/backup/x.img", "dd");
    row("destructive", "mkfs.ext4 /dev/sdb", "mkfs.ext4");
    row("destructive", "redis-cli -h cache FLUSHALL", "FLUSHALL");
    row("destructive", "redis-cli flushdb", "flushdb");
    row("destructive", "FLUSHDB", "FLUSHDB");
    row("destructive", "redis-cli -h <ENDPOINT> DEL key_pattern*", "DEL");
    row("destructive", "echo FLUSHALL | redis-cli -h cache", "FLUSHALL");
    row("destructive", "DROP TABLE users;", "DROP");
    row("destructive", "psql -c 'TRUNCATE events'", "TRUNCATE");
    row("destructive", "DELETE FROM sessions WHERE created_at < now();", "DELETE FROM");
    row("destructive", "WITH x AS (DELETE FROM a RETURNING *) SELECT * FROM x;", "DELETE FROM");
    row("destructive", "UPDATE users SET active = false;", "UPDATE");
    row("destructive", "psql -U postgres -c \"\nALTER SYSTEM SET max_connections = 200;\nSELECT pg_reload_conf();\n\"",
        "ALTER SYSTEM");
    row("destructive", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity;", "PG_TERMINATE_BACKEND");
    row("destructive", "REINDEX DATABASE app;", "REINDEX");
    row("destructive", "psql app <<EOF\nDROP TABLE x;\nEOF", "DROP");
    row("destructive", "kubectl delete pod -l app=web -n x", "kubectl delete");
    row("destructive", "kubectl -n x delete pod web", "kubectl delete");
    row("destructive", "kubectl scale deployment web --replicas=0 -n x", "kubectl scale --replicas=0");
    row("destructive", "kubectl scale deployment web --replicas 0", "kubectl scale --replicas 0");
    row("destructive", "kubectl rollout undo deployment/web", "kubectl rollout undo");
    row("destructive", "kubectl patch deployment web -p '{}'", "kubectl patch");
    row("destructive", "kubectl exec -it db -- bash -c 'rm -rf /data'", "rm -rf");
    row("destructive", "kubectl exec deploy/pg -n x -- pg_restore -d app /b.dump", "pg_restore");
    row("destructive", "docker system prune -f", "docker system prune");
    row("destructive", "docker exec -it cache redis-cli FLUSHALL", "FLUSHALL");
    row("destructive", "docker compose down -v", "docker-compose down");
    row("destructive", "./rollback.sh --type app --force", "--force");
    row("destructive", "certbot renew --force-renewal", "certbot --force-renewal");
    row("destructive", "sudo ufw deny from 10.0.0.1", "ufw");
    row("destructive", "for ip in $(cat bad); do sudo ufw deny from $ip; done", "ufw");
    row("destructive", "git revert HEAD", "git revert");
    row("destructive", "git reset --hard origin/main", "git reset");
    row("destructive", "git push --force", "git push --force");
    row("destructive", "aws s3 sync dist/ s3://b/ --delete", "aws s3 sync --delete");
    row("destructive", "aws rds modify-db-instance --db-instance-identifier p --apply-immediately",
        "aws rds modify-db-instance --apply-immediately");
    row("destructive", "systemctl stop nginx", "systemctl stop");
    row("destructive", "curl -X DELETE http://x/1", "DELETE");
    row("destructive", "curl -X POST https://x/admin/revoke-all-tokens", "POST …revoke");
    row("destructive", "curl https://x/install.sh | sudo bash", "| bash");
    row("destructive", "find /data -name '*.tmp' -exec rm {} \\;", "rm");
    row("destructive", "ls | xargs rm -f", "rm -f");
    row("destructive", "true && (cd /srv; rm -r cache)", "rm -r");
    row("destructive", "ssh db1 'sudo systemctl stop postgresql'", "systemctl stop");
    row("destructive", "echo ok $(rm -rf /x)", "rm -rf");
    row("destructive", "cat x > /dev/sda", "> /dev/sda");
    row("destructive", "helm rollback web 3", "helm rollback");
    row("destructive", "terraform destroy", "terraform destroy");
    row("destructive", "gcloud sql instances delete db1", "gcloud sql instances delete");
    row("destructive", "kill -9 123", "kill -9");
}

void TestCommandClass::command_hasItsClassAndWord() {
    QFETCH(QString, text);
    QFETCH(QString, kind);
    QFETCH(QString, word);
    const auto verdict = playbook::classifyCommand(text);
    QCOMPARE(playbook::toText(verdict.kind) + u": " + verdict.word, QString(kind + u": " + word));
    QCOMPARE(verdict.why.isEmpty(), verdict.kind == CommandClass::ReadOnly);
}

void TestCommandClass::gravestWord_isNamedWithItsLine() {
    const auto verdict = playbook::classifyCommand(u"uptime\ntouch x\nsudo rm -rf y\nrm z"_s);
    QCOMPARE(verdict,
             (playbook::CommandVerdict{CommandClass::Destructive, u"rm -rf"_s, u"deletes files for good"_s, 3, false}));
    QCOMPARE(playbook::classifyCommand(QString()).kind, CommandClass::ReadOnly);
    for (const char* opens : {"kubectl exec -it web -- /bin/bash", "rm x; psql -U u", "redis-cli -h c", "ssh h"})
        QVERIFY2(playbook::classifyCommand(QString::fromLatin1(opens)).opensSession, opens);
    for (const char* runs :
         {"bash -c ls", "psql -c 'SELECT 1'", "redis-cli ping", "ssh h uptime", "echo PING | redis-cli"})
        QVERIFY2(!playbook::classifyCommand(QString::fromLatin1(runs)).opensSession, runs);
}

void TestCommandClass::deepNesting_endsAsChanging() {
    QString text = u"df"_s;
    for (int i = 0; i < 12; ++i)
        text = u"sudo eval "_s + text;
    QCOMPARE(playbook::classifyCommand(text).kind, CommandClass::Changing);
}

void TestCommandClass::hostileText_endsSoon() {
    for (const char* unit :
         {"$(", "`a`", "a;", "sudo ", "docker exec a ", "SELECT 1;", "\\! "}) // ctest's time limit is the bound
        QVERIFY(!playbook::toText(playbook::classifyCommand(QString::fromLatin1(unit).repeated(4000)).kind).isEmpty());
}

QTEST_APPLESS_MAIN(TestCommandClass)
#include "tst_command_class.moc"
