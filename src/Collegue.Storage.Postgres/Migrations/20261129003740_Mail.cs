using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Mail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "bounced_at",
                table: "outbox_messages",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "failed_at",
                table: "outbox_messages",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "failure",
                table: "outbox_messages",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "handed_at",
                table: "outbox_messages",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "outbox_messages",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "Notice");

            migrationBuilder.AddColumn<Guid>(
                name: "sent_again_as",
                table: "outbox_messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "tries",
                table: "outbox_messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "incoming_mails",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    mailbox_id = table.Column<Guid>(type: "uuid", nullable: false),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    uid = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    sender = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    subject = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    message_id = table.Column<string>(type: "character varying(998)", maxLength: 998, nullable: true),
                    message_id_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    content_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    linked_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    from_another_address = table.Column<bool>(type: "boolean", nullable: false),
                    refused_files = table.Column<string>(type: "text", nullable: true),
                    filed_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_mails", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_incoming_mails_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" });
                });

            migrationBuilder.CreateTable(
                name: "mailboxes",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    host = table.Column<string>(type: "character varying(253)", maxLength: 253, nullable: false),
                    port = table.Column<int>(type: "integer", nullable: false),
                    security = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    user_name = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    protected_password = table.Column<string>(type: "text", nullable: false),
                    folder = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    move_to = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    keeps_copies = table.Column<bool>(type: "boolean", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    read_since = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    last_uid = table.Column<long>(type: "bigint", nullable: false),
                    lease_holder = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    connected_at = table.Column<long>(type: "bigint", nullable: true),
                    last_seen_at = table.Column<long>(type: "bigint", nullable: true),
                    last_error = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    last_error_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailboxes", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_mailboxes_departments_organisation_id_department_id",
                        columns: x => new { x.organisation_id, x.department_id },
                        principalTable: "departments",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mailboxes_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "incoming_mail_contents",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mail_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: true),
                    text = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_mail_contents", x => new { x.organisation_id, x.mail_id });
                    table.ForeignKey(
                        name: "fk_incoming_mail_contents_incoming_mails_organisation_id_mail_",
                        columns: x => new { x.organisation_id, x.mail_id },
                        principalTable: "incoming_mails",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_incoming_mails_organisation_id_case_id",
                table: "incoming_mails",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_incoming_mails_organisation_id_content_key",
                table: "incoming_mails",
                columns: new[] { "organisation_id", "content_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_incoming_mails_organisation_id_mailbox_id_sha256",
                table: "incoming_mails",
                columns: new[] { "organisation_id", "mailbox_id", "sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_incoming_mails_organisation_id_mailbox_id_uid_validity_uid",
                table: "incoming_mails",
                columns: new[] { "organisation_id", "mailbox_id", "uid_validity", "uid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_incoming_mails_organisation_id_message_id_hash",
                table: "incoming_mails",
                columns: new[] { "organisation_id", "message_id_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_incoming_mails_organisation_id_outcome_received_at",
                table: "incoming_mails",
                columns: new[] { "organisation_id", "outcome", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_incoming_mails_organisation_id_sender_received_at",
                table: "incoming_mails",
                columns: new[] { "organisation_id", "sender", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_mailboxes_organisation_id_address",
                table: "mailboxes",
                columns: new[] { "organisation_id", "address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mailboxes_organisation_id_department_id",
                table: "mailboxes",
                columns: new[] { "organisation_id", "department_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "incoming_mail_contents");

            migrationBuilder.DropTable(
                name: "mailboxes");

            migrationBuilder.DropTable(
                name: "incoming_mails");

            migrationBuilder.DropColumn(
                name: "bounced_at",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "failed_at",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "failure",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "handed_at",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "sent_again_as",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "tries",
                table: "outbox_messages");
        }
    }
}
