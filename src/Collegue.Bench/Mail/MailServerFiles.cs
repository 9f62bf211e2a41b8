namespace Collegue.Bench.Mail;

/// <summary>Configuration of the two servers.</summary>
internal static class MailServerFiles
{
    public static string Dovecot(string root, int imap, bool offersIdle) => $$"""
        protocols = imap
        base_dir = {{root}}/run
        state_dir = {{root}}/state
        log_path = {{root}}/dovecot.log
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        auth_mechanisms = plain login
        auth_username_format = %Lu
        first_valid_uid = 1
        first_valid_gid = 1
        mail_location = maildir:{{root}}/mail/%Lu
        mail_fsync = never
        mail_max_userip_connections = 50
        default_vsz_limit = 0
        {{(offersIdle ? "" : "imap_capability = IMAP4rev1 SASL-IR LITERAL+ ENABLE UIDPLUS MOVE NAMESPACE UNSELECT CHILDREN ESEARCH")}}
        passdb {
          driver = passwd-file
          args = {{root}}/users
        }
        userdb {
          driver = static
          args = uid=nobody gid=nogroup home={{root}}/mail/%Lu
        }
        service imap-login {
          inet_listener imap {
            address = 127.0.0.1
            port = {{imap}}
          }
          inet_listener imaps {
            port = 0
          }
        }
        namespace inbox {
          inbox = yes
        }

        """;

    public static string PostfixMain(string root) => $$"""
        compatibility_level = 3.6
        queue_directory = {{root}}/spool
        data_directory = {{root}}/data
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        mail_owner = postfix
        setgid_group = postdrop
        maillog_file_prefixes = {{root}}
        maillog_file = {{root}}/postfix.log
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = courrier.example
        mydestination =
        mynetworks = 127.0.0.0/8
        alias_maps =
        alias_database =
        local_recipient_maps =
        recipient_delimiter = +
        local_header_rewrite_clients =
        virtual_mailbox_domains = {{MailServers.TownDomain}}, {{MailServers.CitizenDomain}}
        virtual_mailbox_base = {{root}}/mail
        virtual_mailbox_maps = regexp:{{root}}/postfix/people
        virtual_minimum_uid = 1
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        smtpd_reject_unlisted_recipient = no
        smtpd_recipient_restrictions = check_recipient_access regexp:{{root}}/postfix/access, permit_mynetworks, reject
        smtpd_tls_security_level = none
        smtpd_client_connection_count_limit = 0
        smtpd_error_sleep_time = 0
        message_size_limit = 60000000
        mailbox_size_limit = 0
        virtual_mailbox_limit = 0
        notify_classes =
        queue_run_delay = 2s
        minimal_backoff_time = 2s
        maximal_backoff_time = 4s
        smtputf8_enable = yes

        """;

    public static string PostfixMaster(int smtp) => $"""
        127.0.0.1:{smtp} inet n - n - - smtpd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """;
}
