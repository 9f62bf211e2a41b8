using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Casework : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_department_id_state",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_state_due_at",
                table: "cases");

            migrationBuilder.AddColumn<string>(
                name: "ease",
                table: "satisfactions",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "help",
                table: "satisfactions",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "agent_id",
                table: "replies",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<long>(
                name: "bounced_at",
                table: "outbox_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "failed_at",
                table: "outbox_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "failure",
                table: "outbox_messages",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "handed_at",
                table: "outbox_messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "outbox_messages",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Notice");

            migrationBuilder.AddColumn<Guid>(
                name: "sent_again_as",
                table: "outbox_messages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "tries",
                table: "outbox_messages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "paused_at",
                table: "cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "postal_address",
                table: "cases",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reply_by",
                table: "cases",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "queue_rank",
                table: "cases",
                type: "INTEGER",
                nullable: false,
                computedColumnSql: "CASE WHEN state = 'Answered' THEN 2 WHEN urgency = 'Critical' THEN 0 ELSE 1 END",
                stored: true);

            migrationBuilder.CreateTable(
                name: "agent_absences",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    replacement_agent_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agent_absences", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_agent_absences_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_agent_absences_asp_net_users_replacement_agent_id",
                        column: x => x.replacement_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_agent_absences_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "canned_answers",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_canned_answers", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_canned_answers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_closings",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    merged_into_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    state_before = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_closings", x => new { x.organisation_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_case_closings_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_closings_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_closings_cases_organisation_id_merged_into_id",
                        columns: x => new { x.organisation_id, x.merged_into_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_forwards",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    recipient_email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    recipient_address = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    letter = table.Column<string>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    forwarded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_forwards", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_case_forwards_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_forwards_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_links",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    other_case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_links", x => new { x.organisation_id, x.case_id, x.other_case_id });
                    table.ForeignKey(
                        name: "fk_case_links_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_links_cases_organisation_id_other_case_id",
                        columns: x => new { x.organisation_id, x.other_case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_locks",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    taken_from_agent_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_locks", x => new { x.organisation_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_case_locks_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_locks_asp_net_users_taken_from_agent_id",
                        column: x => x.taken_from_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_locks_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_notes",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_notes", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_case_notes_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_notes_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_pauses",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    documents = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    asked_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    answer_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    resumed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    resumed_on = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_pauses", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_case_pauses_asp_net_users_asked_by_agent_id",
                        column: x => x.asked_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_pauses_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_proposals",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    start = table.Column<int>(type: "INTEGER", nullable: false),
                    length = table.Column<int>(type: "INTEGER", nullable: false),
                    likeness = table.Column<double>(type: "REAL", nullable: false),
                    reasons = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    other_case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_proposals", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_case_proposals_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_proposals_cases_organisation_id_other_case_id",
                        columns: x => new { x.organisation_id, x.other_case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_proposals_messages_organisation_id_message_id",
                        columns: x => new { x.organisation_id, x.message_id },
                        principalTable: "messages",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_proxies",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    quality = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    consent = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    structure = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_proxies", x => new { x.organisation_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_case_proxies_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_texts",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_texts", x => new { x.organisation_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_case_texts_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "citizen_requests",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    answered_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_citizen_requests", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_citizen_requests_asp_net_users_answered_by_agent_id",
                        column: x => x.answered_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citizen_requests_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "clock_settings",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    soon_days = table.Column<int>(type: "INTEGER", nullable: false),
                    checked_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clock_settings", x => x.organisation_id);
                    table.ForeignKey(
                        name: "fk_clock_settings_asp_net_users_checked_by_agent_id",
                        column: x => x.checked_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_clock_settings_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deadline_rules",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    terms = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    signed_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    signed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    signed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_rules", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_deadline_rules_asp_net_users_entered_by_agent_id",
                        column: x => x.entered_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deadline_rules_asp_net_users_signed_by_agent_id",
                        column: x => x.signed_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deadline_rules_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reply_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    last_attempt_at = table.Column<long>(type: "INTEGER", nullable: true),
                    call_again_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => new { x.organisation_id, x.reply_id });
                    table.ForeignKey(
                        name: "fk_deliveries_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_deliveries_replies_organisation_id_reply_id",
                        columns: x => new { x.organisation_id, x.reply_id },
                        principalTable: "replies",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "departures",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draft_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    last_message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    tracking_link = table.Column<string>(type: "TEXT", nullable: false),
                    planned_at = table.Column<long>(type: "INTEGER", nullable: false),
                    leaves_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    stopped_because = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_departures", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_departures_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_departures_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_departures_drafts_organisation_id_draft_id",
                        columns: x => new { x.organisation_id, x.draft_id },
                        principalTable: "drafts",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reported_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reported_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    said_by_citizen = table.Column<bool>(type: "INTEGER", nullable: false),
                    severity = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    wrong_text = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: false),
                    reply_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    task = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    passage_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    document = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    document_title = table.Column<string>(type: "TEXT", nullable: true),
                    rules_version = table.Column<string>(type: "TEXT", nullable: true),
                    prompt_hash = table.Column<string>(type: "TEXT", nullable: true),
                    model = table.Column<string>(type: "TEXT", nullable: true),
                    reaches = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    right_text = table.Column<string>(type: "TEXT", nullable: true),
                    correction = table.Column<string>(type: "TEXT", nullable: true),
                    right_passage_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    send_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    tracking_address = table.Column<string>(type: "TEXT", nullable: true),
                    cause = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    measures = table.Column<string>(type: "TEXT", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incidents", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_incidents_asp_net_users_reported_by_agent_id",
                        column: x => x.reported_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_incidents_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "incoming_mails",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mailbox_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    uid_validity = table.Column<long>(type: "INTEGER", nullable: false),
                    uid = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    sender = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    message_id = table.Column<string>(type: "TEXT", maxLength: 998, nullable: true),
                    message_id_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    content_key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    linked_case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    from_another_address = table.Column<bool>(type: "INTEGER", nullable: false),
                    refused_files = table.Column<string>(type: "TEXT", nullable: true),
                    filed_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                name: "letter_templates",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    letterhead = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    opening = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    closing = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    signature = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letter_templates", x => new { x.organisation_id, x.version });
                    table.ForeignKey(
                        name: "fk_letter_templates_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_letter_templates_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mailboxes",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    host = table.Column<string>(type: "TEXT", maxLength: 253, nullable: false),
                    port = table.Column<int>(type: "INTEGER", nullable: false),
                    security = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    protected_password = table.Column<string>(type: "TEXT", nullable: false),
                    folder = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    move_to = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    keeps_copies = table.Column<bool>(type: "INTEGER", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    read_since = table.Column<long>(type: "INTEGER", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    uid_validity = table.Column<long>(type: "INTEGER", nullable: false),
                    last_uid = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_holder = table.Column<Guid>(type: "TEXT", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    connected_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    last_error_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                name: "mandate_changes",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    from = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    to = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    cause = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    subject_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reviewed = table.Column<int>(type: "INTEGER", nullable: false),
                    kept = table.Column<int>(type: "INTEGER", nullable: false),
                    lower = table.Column<double>(type: "REAL", nullable: true),
                    upper = table.Column<double>(type: "REAL", nullable: true),
                    threshold = table.Column<double>(type: "REAL", nullable: true),
                    drift = table.Column<double>(type: "REAL", nullable: false),
                    evidence_from = table.Column<long>(type: "INTEGER", nullable: false),
                    planted = table.Column<int>(type: "INTEGER", nullable: false),
                    caught = table.Column<int>(type: "INTEGER", nullable: false),
                    rules_version = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    model = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    prompt_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mandate_changes", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_mandate_changes_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mandate_changes_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mandate_evidence",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    draft_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    origin = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    kept = table.Column<bool>(type: "INTEGER", nullable: false),
                    rules_version = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    model = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    prompt_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mandate_evidence", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_mandate_evidence_drafts_organisation_id_draft_id",
                        columns: x => new { x.organisation_id, x.draft_id },
                        principalTable: "drafts",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mandates",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    rules_version = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    model = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    prompt_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mandates", x => new { x.organisation_id, x.task });
                    table.ForeignKey(
                        name: "fk_mandates_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pending_replies",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draft_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    last_message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_replies", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_pending_replies_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pending_replies_asp_net_users_decided_by_agent_id",
                        column: x => x.decided_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_pending_replies_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_pending_replies_drafts_organisation_id_draft_id",
                        columns: x => new { x.organisation_id, x.draft_id },
                        principalTable: "drafts",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "planted_errors",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draft_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    truth = table.Column<string>(type: "TEXT", nullable: false),
                    planted = table.Column<string>(type: "TEXT", nullable: false),
                    wrong = table.Column<string>(type: "TEXT", nullable: false),
                    over = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_planted_errors", x => new { x.organisation_id, x.draft_id });
                    table.ForeignKey(
                        name: "fk_planted_errors_drafts_organisation_id_draft_id",
                        columns: x => new { x.organisation_id, x.draft_id },
                        principalTable: "drafts",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reply_files",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reply_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    letter_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    joined_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reply_files", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_reply_files_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reply_files_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reply_files_outbox_messages_organisation_id_letter_id",
                        columns: x => new { x.organisation_id, x.letter_id },
                        principalTable: "outbox_messages",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reply_files_replies_organisation_id_reply_id",
                        columns: x => new { x.organisation_id, x.reply_id },
                        principalTable: "replies",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reply_sentences",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reply_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    start = table.Column<int>(type: "INTEGER", nullable: false),
                    length = table.Column<int>(type: "INTEGER", nullable: false),
                    fingerprint = table.Column<long>(type: "INTEGER", nullable: false),
                    band1 = table.Column<long>(type: "INTEGER", nullable: false),
                    band2 = table.Column<long>(type: "INTEGER", nullable: false),
                    band3 = table.Column<long>(type: "INTEGER", nullable: false),
                    band4 = table.Column<long>(type: "INTEGER", nullable: false),
                    band5 = table.Column<long>(type: "INTEGER", nullable: false),
                    band6 = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reply_sentences", x => new { x.organisation_id, x.reply_id, x.position });
                    table.ForeignKey(
                        name: "fk_reply_sentences_replies_organisation_id_reply_id",
                        columns: x => new { x.organisation_id, x.reply_id },
                        principalTable: "replies",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rule_versions",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    changes = table.Column<string>(type: "TEXT", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false),
                    published_by_agent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_versions", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_rule_versions_agents_published_by_agent_id",
                        column: x => x.published_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rule_versions_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saved_filters",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_filters", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_saved_filters_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_saved_filters_departments_organisation_id_department_id",
                        columns: x => new { x.organisation_id, x.department_id },
                        principalTable: "departments",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "signature_rules",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_signature_rules", x => new { x.organisation_id, x.task });
                    table.ForeignKey(
                        name: "fk_signature_rules_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_signature_rules_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "source_openings",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    draft_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_openings", x => new { x.organisation_id, x.draft_id, x.agent_id, x.document_id });
                    table.ForeignKey(
                        name: "fk_source_openings_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_source_openings_drafts_organisation_id_draft_id",
                        columns: x => new { x.organisation_id, x.draft_id },
                        principalTable: "drafts",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_kinds",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_kinds", x => new { x.organisation_id, x.task });
                    table.ForeignKey(
                        name: "fk_training_kinds_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "triage_corrections",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    message_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    from_task = table.Column<string>(type: "TEXT", nullable: true),
                    from_handling = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    to_task = table.Column<string>(type: "TEXT", nullable: true),
                    to_handling = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    rules_version = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triage_corrections", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_triage_corrections_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_triage_corrections_messages_organisation_id_message_id",
                        columns: x => new { x.organisation_id, x.message_id },
                        principalTable: "messages",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "vigilance_agreements",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    agreed_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    told_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    share_percent = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vigilance_agreements", x => x.organisation_id);
                    table.ForeignKey(
                        name: "fk_vigilance_agreements_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "vigilance_counts",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    department_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    caught = table.Column<int>(type: "INTEGER", nullable: false),
                    missed = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vigilance_counts", x => new { x.organisation_id, x.month, x.department_id, x.kind });
                    table.ForeignKey(
                        name: "fk_vigilance_counts_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "canned_answer_versions",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    answer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_canned_answer_versions", x => new { x.organisation_id, x.answer_id, x.version });
                    table.ForeignKey(
                        name: "fk_canned_answer_versions_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_canned_answer_versions_canned_answers_organisation_id_answer_id",
                        columns: x => new { x.organisation_id, x.answer_id },
                        principalTable: "canned_answers",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_mentions",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    note_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    agent_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_mentions", x => new { x.organisation_id, x.note_id, x.agent_id });
                    table.ForeignKey(
                        name: "fk_case_mentions_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_mentions_case_notes_organisation_id_note_id",
                        columns: x => new { x.organisation_id, x.note_id },
                        principalTable: "case_notes",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_clocks",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    rule_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    started_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    tracking_link = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    registered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    registration_due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    receipt = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    receipt_sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    receipt_due_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    objective_at = table.Column<long>(type: "INTEGER", nullable: false),
                    silence_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decided = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_clocks", x => new { x.organisation_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_case_clocks_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_clocks_deadline_rules_organisation_id_rule_id",
                        columns: x => new { x.organisation_id, x.rule_id },
                        principalTable: "deadline_rules",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incident_recipients",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    reply_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    found_by = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    reply_sent_at = table.Column<long>(type: "INTEGER", nullable: false),
                    left_out_reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    own_text = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    promise_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    correction_reply_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    corrected_at = table.Column<long>(type: "INTEGER", nullable: true),
                    by_hand = table.Column<bool>(type: "INTEGER", nullable: false),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incident_recipients", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_incident_recipients_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_incident_recipients_incidents_organisation_id_incident_id",
                        columns: x => new { x.organisation_id, x.incident_id },
                        principalTable: "incidents",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_incident_recipients_replies_organisation_id_reply_id",
                        columns: x => new { x.organisation_id, x.reply_id },
                        principalTable: "replies",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "incoming_mail_contents",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    mail_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incoming_mail_contents", x => new { x.organisation_id, x.mail_id });
                    table.ForeignKey(
                        name: "fk_incoming_mail_contents_incoming_mails_organisation_id_mail_id",
                        columns: x => new { x.organisation_id, x.mail_id },
                        principalTable: "incoming_mails",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mandate_sources",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    document_id = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mandate_sources", x => new { x.organisation_id, x.task, x.document_id });
                    table.ForeignKey(
                        name: "fk_mandate_sources_mandates_organisation_id_task",
                        columns: x => new { x.organisation_id, x.task },
                        principalTable: "mandates",
                        principalColumns: new[] { "organisation_id", "task" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reply_file_contents",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reply_file_contents", x => new { x.organisation_id, x.file_id });
                    table.ForeignKey(
                        name: "fk_reply_file_contents_reply_files_organisation_id_file_id",
                        columns: x => new { x.organisation_id, x.file_id },
                        principalTable: "reply_files",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rule_trials",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    changes_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    read = table.Column<int>(type: "INTEGER", nullable: false),
                    differences = table.Column<string>(type: "TEXT", nullable: true),
                    examples = table.Column<int>(type: "INTEGER", nullable: false),
                    examples_before = table.Column<int>(type: "INTEGER", nullable: false),
                    examples_after = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_trials", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_rule_trials_rule_versions_organisation_id_version_id",
                        columns: x => new { x.organisation_id, x.version_id },
                        principalTable: "rule_versions",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_triage_results_organisation_id_rules_version",
                table: "triage_results",
                columns: new[] { "organisation_id", "rules_version" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_sources_organisation_id_document",
                table: "reply_sources",
                columns: new[] { "organisation_id", "document" });

            migrationBuilder.CreateIndex(
                name: "ix_drafts_organisation_id_model",
                table: "drafts",
                columns: new[] { "organisation_id", "model" });

            migrationBuilder.CreateIndex(
                name: "ix_drafts_organisation_id_prompt_hash",
                table: "drafts",
                columns: new[] { "organisation_id", "prompt_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_drafts_organisation_id_state",
                table: "drafts",
                columns: new[] { "organisation_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_citations_organisation_id_document",
                table: "citations",
                columns: new[] { "organisation_id", "document" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_answered_at_id_queue_rank",
                table: "cases",
                columns: new[] { "organisation_id", "answered_at", "id", "queue_rank" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_assigned_agent_id_queue_rank_due_at_id",
                table: "cases",
                columns: new[] { "organisation_id", "assigned_agent_id", "queue_rank", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_citizen_email",
                table: "cases",
                columns: new[] { "organisation_id", "citizen_email" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_department_id_queue_rank_due_at_id",
                table: "cases",
                columns: new[] { "organisation_id", "department_id", "queue_rank", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_handling_queue_rank_due_at_id",
                table: "cases",
                columns: new[] { "organisation_id", "handling", "queue_rank", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_queue_rank_due_at_id",
                table: "cases",
                columns: new[] { "organisation_id", "queue_rank", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_received_at_id_queue_rank",
                table: "cases",
                columns: new[] { "organisation_id", "received_at", "id", "queue_rank" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_urgency_queue_rank_due_at_id",
                table: "cases",
                columns: new[] { "organisation_id", "urgency", "queue_rank", "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_organisation_id_subject_id",
                table: "audit_entries",
                columns: new[] { "organisation_id", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_agent_absences_agent_id",
                table: "agent_absences",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_agent_absences_organisation_id_agent_id",
                table: "agent_absences",
                columns: new[] { "organisation_id", "agent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_agent_absences_replacement_agent_id",
                table: "agent_absences",
                column: "replacement_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_canned_answer_versions_agent_id",
                table: "canned_answer_versions",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_clocks_organisation_id_rule_id",
                table: "case_clocks",
                columns: new[] { "organisation_id", "rule_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_closings_agent_id",
                table: "case_closings",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_closings_organisation_id_merged_into_id",
                table: "case_closings",
                columns: new[] { "organisation_id", "merged_into_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_forwards_agent_id",
                table: "case_forwards",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_forwards_organisation_id_case_id",
                table: "case_forwards",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_links_organisation_id_other_case_id",
                table: "case_links",
                columns: new[] { "organisation_id", "other_case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_locks_agent_id",
                table: "case_locks",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_locks_taken_from_agent_id",
                table: "case_locks",
                column: "taken_from_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_mentions_agent_id",
                table: "case_mentions",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_mentions_organisation_id_agent_id_read_at",
                table: "case_mentions",
                columns: new[] { "organisation_id", "agent_id", "read_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_notes_agent_id",
                table: "case_notes",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_notes_organisation_id_case_id_written_at",
                table: "case_notes",
                columns: new[] { "organisation_id", "case_id", "written_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_pauses_asked_by_agent_id",
                table: "case_pauses",
                column: "asked_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_pauses_organisation_id_case_id",
                table: "case_pauses",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_proposals_organisation_id_case_id",
                table: "case_proposals",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_proposals_organisation_id_message_id_kind_start",
                table: "case_proposals",
                columns: new[] { "organisation_id", "message_id", "kind", "start" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_proposals_organisation_id_other_case_id",
                table: "case_proposals",
                columns: new[] { "organisation_id", "other_case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_citizen_requests_answered_by_agent_id",
                table: "citizen_requests",
                column: "answered_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_citizen_requests_organisation_id_answered_at_asked_at",
                table: "citizen_requests",
                columns: new[] { "organisation_id", "answered_at", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_citizen_requests_organisation_id_case_id",
                table: "citizen_requests",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_clock_settings_checked_by_agent_id",
                table: "clock_settings",
                column: "checked_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadline_rules_entered_by_agent_id",
                table: "deadline_rules",
                column: "entered_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadline_rules_organisation_id_task_valid_from",
                table: "deadline_rules",
                columns: new[] { "organisation_id", "task", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_deadline_rules_signed_by_agent_id",
                table: "deadline_rules",
                column: "signed_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_organisation_id_case_id",
                table: "deliveries",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_organisation_id_done_at_channel",
                table: "deliveries",
                columns: new[] { "organisation_id", "done_at", "channel" });

            migrationBuilder.CreateIndex(
                name: "ix_departures_agent_id",
                table: "departures",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_departures_organisation_id_case_id_planned_at",
                table: "departures",
                columns: new[] { "organisation_id", "case_id", "planned_at" });

            migrationBuilder.CreateIndex(
                name: "ix_departures_organisation_id_draft_id",
                table: "departures",
                columns: new[] { "organisation_id", "draft_id" });

            migrationBuilder.CreateIndex(
                name: "ix_incident_recipients_organisation_id_case_id",
                table: "incident_recipients",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_incident_recipients_organisation_id_correction_reply_id",
                table: "incident_recipients",
                columns: new[] { "organisation_id", "correction_reply_id" });

            migrationBuilder.CreateIndex(
                name: "ix_incident_recipients_organisation_id_incident_id_case_id",
                table: "incident_recipients",
                columns: new[] { "organisation_id", "incident_id", "case_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_incident_recipients_organisation_id_promise_id",
                table: "incident_recipients",
                columns: new[] { "organisation_id", "promise_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_incident_recipients_organisation_id_reply_id",
                table: "incident_recipients",
                columns: new[] { "organisation_id", "reply_id" });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_organisation_id_state_reported_at",
                table: "incidents",
                columns: new[] { "organisation_id", "state", "reported_at" });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_reported_by_agent_id",
                table: "incidents",
                column: "reported_by_agent_id");

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
                name: "ix_letter_templates_agent_id",
                table: "letter_templates",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_mailboxes_organisation_id_address",
                table: "mailboxes",
                columns: new[] { "organisation_id", "address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mailboxes_organisation_id_department_id",
                table: "mailboxes",
                columns: new[] { "organisation_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_mandate_changes_agent_id",
                table: "mandate_changes",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_mandate_changes_organisation_id_task_number",
                table: "mandate_changes",
                columns: new[] { "organisation_id", "task", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mandate_evidence_organisation_id_draft_id",
                table: "mandate_evidence",
                columns: new[] { "organisation_id", "draft_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mandate_evidence_organisation_id_task_at",
                table: "mandate_evidence",
                columns: new[] { "organisation_id", "task", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_pending_replies_agent_id",
                table: "pending_replies",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_pending_replies_decided_by_agent_id",
                table: "pending_replies",
                column: "decided_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_pending_replies_organisation_id_case_id",
                table: "pending_replies",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pending_replies_organisation_id_draft_id",
                table: "pending_replies",
                columns: new[] { "organisation_id", "draft_id" });

            migrationBuilder.CreateIndex(
                name: "ix_pending_replies_organisation_id_state_asked_at",
                table: "pending_replies",
                columns: new[] { "organisation_id", "state", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_planted_errors_organisation_id_case_id",
                table: "planted_errors",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_files_agent_id",
                table: "reply_files",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_reply_files_organisation_id_case_id",
                table: "reply_files",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_files_organisation_id_letter_id",
                table: "reply_files",
                columns: new[] { "organisation_id", "letter_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_files_organisation_id_reply_id",
                table: "reply_files",
                columns: new[] { "organisation_id", "reply_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_sentences_organisation_id_band1",
                table: "reply_sentences",
                columns: new[] { "organisation_id", "band1" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_sentences_organisation_id_band2",
                table: "reply_sentences",
                columns: new[] { "organisation_id", "band2" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_sentences_organisation_id_band3",
                table: "reply_sentences",
                columns: new[] { "organisation_id", "band3" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_sentences_organisation_id_band4",
                table: "reply_sentences",
                columns: new[] { "organisation_id", "band4" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_sentences_organisation_id_band5",
                table: "reply_sentences",
                columns: new[] { "organisation_id", "band5" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_sentences_organisation_id_band6",
                table: "reply_sentences",
                columns: new[] { "organisation_id", "band6" });

            migrationBuilder.CreateIndex(
                name: "ix_reply_sentences_organisation_id_fingerprint",
                table: "reply_sentences",
                columns: new[] { "organisation_id", "fingerprint" });

            migrationBuilder.CreateIndex(
                name: "ix_rule_trials_organisation_id_version_id_asked_at",
                table: "rule_trials",
                columns: new[] { "organisation_id", "version_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_rule_versions_organisation_id_number",
                table: "rule_versions",
                columns: new[] { "organisation_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_rule_versions_organisation_id_state",
                table: "rule_versions",
                columns: new[] { "organisation_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_rule_versions_published_by_agent_id",
                table: "rule_versions",
                column: "published_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_saved_filters_agent_id",
                table: "saved_filters",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_saved_filters_organisation_id_agent_id",
                table: "saved_filters",
                columns: new[] { "organisation_id", "agent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_filters_organisation_id_department_id",
                table: "saved_filters",
                columns: new[] { "organisation_id", "department_id" });

            migrationBuilder.CreateIndex(
                name: "ix_signature_rules_agent_id",
                table: "signature_rules",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_source_openings_agent_id",
                table: "source_openings",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_triage_corrections_organisation_id_case_id",
                table: "triage_corrections",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_triage_corrections_organisation_id_message_id",
                table: "triage_corrections",
                columns: new[] { "organisation_id", "message_id" });

            migrationBuilder.CreateIndex(
                name: "ix_triage_corrections_organisation_id_state_at",
                table: "triage_corrections",
                columns: new[] { "organisation_id", "state", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_absences");

            migrationBuilder.DropTable(
                name: "canned_answer_versions");

            migrationBuilder.DropTable(
                name: "case_clocks");

            migrationBuilder.DropTable(
                name: "case_closings");

            migrationBuilder.DropTable(
                name: "case_forwards");

            migrationBuilder.DropTable(
                name: "case_links");

            migrationBuilder.DropTable(
                name: "case_locks");

            migrationBuilder.DropTable(
                name: "case_mentions");

            migrationBuilder.DropTable(
                name: "case_pauses");

            migrationBuilder.DropTable(
                name: "case_proposals");

            migrationBuilder.DropTable(
                name: "case_proxies");

            migrationBuilder.DropTable(
                name: "case_texts");

            migrationBuilder.DropTable(
                name: "citizen_requests");

            migrationBuilder.DropTable(
                name: "clock_settings");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "departures");

            migrationBuilder.DropTable(
                name: "incident_recipients");

            migrationBuilder.DropTable(
                name: "incoming_mail_contents");

            migrationBuilder.DropTable(
                name: "letter_templates");

            migrationBuilder.DropTable(
                name: "mailboxes");

            migrationBuilder.DropTable(
                name: "mandate_changes");

            migrationBuilder.DropTable(
                name: "mandate_evidence");

            migrationBuilder.DropTable(
                name: "mandate_sources");

            migrationBuilder.DropTable(
                name: "pending_replies");

            migrationBuilder.DropTable(
                name: "planted_errors");

            migrationBuilder.DropTable(
                name: "reply_file_contents");

            migrationBuilder.DropTable(
                name: "reply_sentences");

            migrationBuilder.DropTable(
                name: "rule_trials");

            migrationBuilder.DropTable(
                name: "saved_filters");

            migrationBuilder.DropTable(
                name: "signature_rules");

            migrationBuilder.DropTable(
                name: "source_openings");

            migrationBuilder.DropTable(
                name: "training_kinds");

            migrationBuilder.DropTable(
                name: "triage_corrections");

            migrationBuilder.DropTable(
                name: "vigilance_agreements");

            migrationBuilder.DropTable(
                name: "vigilance_counts");

            migrationBuilder.DropTable(
                name: "canned_answers");

            migrationBuilder.DropTable(
                name: "deadline_rules");

            migrationBuilder.DropTable(
                name: "case_notes");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "incoming_mails");

            migrationBuilder.DropTable(
                name: "mandates");

            migrationBuilder.DropTable(
                name: "reply_files");

            migrationBuilder.DropTable(
                name: "rule_versions");

            migrationBuilder.DropIndex(
                name: "ix_triage_results_organisation_id_rules_version",
                table: "triage_results");

            migrationBuilder.DropIndex(
                name: "ix_reply_sources_organisation_id_document",
                table: "reply_sources");

            migrationBuilder.DropIndex(
                name: "ix_drafts_organisation_id_model",
                table: "drafts");

            migrationBuilder.DropIndex(
                name: "ix_drafts_organisation_id_prompt_hash",
                table: "drafts");

            migrationBuilder.DropIndex(
                name: "ix_drafts_organisation_id_state",
                table: "drafts");

            migrationBuilder.DropIndex(
                name: "ix_citations_organisation_id_document",
                table: "citations");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_answered_at_id_queue_rank",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_assigned_agent_id_queue_rank_due_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_citizen_email",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_department_id_queue_rank_due_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_handling_queue_rank_due_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_queue_rank_due_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_received_at_id_queue_rank",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_urgency_queue_rank_due_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_audit_entries_organisation_id_subject_id",
                table: "audit_entries");

            migrationBuilder.DropColumn(
                name: "queue_rank",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "ease",
                table: "satisfactions");

            migrationBuilder.DropColumn(
                name: "help",
                table: "satisfactions");

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

            migrationBuilder.DropColumn(
                name: "paused_at",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "postal_address",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "reply_by",
                table: "cases");

            migrationBuilder.AlterColumn<Guid>(
                name: "agent_id",
                table: "replies",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_department_id_state",
                table: "cases",
                columns: new[] { "organisation_id", "department_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_state_due_at",
                table: "cases",
                columns: new[] { "organisation_id", "state", "due_at" });
        }
    }
}
