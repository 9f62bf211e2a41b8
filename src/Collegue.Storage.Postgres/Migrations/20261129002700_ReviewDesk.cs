using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ReviewDesk : Migration
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

            migrationBuilder.AddColumn<int>(
                name: "queue_rank",
                table: "cases",
                type: "integer",
                nullable: false,
                computedColumnSql: "CASE WHEN state = 'Answered' THEN 2 WHEN urgency = 'Critical' THEN 0 ELSE 1 END",
                stored: true);

            migrationBuilder.CreateTable(
                name: "agent_absences",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    replacement_agent_id = table.Column<Guid>(type: "uuid", nullable: true)
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
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    task = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true)
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
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state_before = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: false)
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
                name: "case_locks",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    taken_at = table.Column<long>(type: "bigint", nullable: false),
                    ends_at = table.Column<long>(type: "bigint", nullable: false),
                    taken_from_agent_id = table.Column<Guid>(type: "uuid", nullable: true)
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
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<long>(type: "bigint", nullable: false)
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
                name: "case_splits",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    split_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_splits", x => new { x.organisation_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_case_splits_asp_net_users_agent_id",
                        column: x => x.agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_splits_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_case_splits_cases_organisation_id_from_case_id",
                        columns: x => new { x.organisation_id, x.from_case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_texts",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false)
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
                name: "letter_templates",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    letterhead = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    opening = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    closing = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    signature = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<long>(type: "bigint", nullable: false)
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
                name: "pending_replies",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    draft_id = table.Column<Guid>(type: "uuid", nullable: true),
                    last_message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    decided_by_agent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
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
                name: "reply_files",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reply_id = table.Column<Guid>(type: "uuid", nullable: true),
                    letter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content_type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    joined_at = table.Column<long>(type: "bigint", nullable: false)
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
                name: "saved_filters",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    query = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
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
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    set_at = table.Column<long>(type: "bigint", nullable: false)
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
                name: "canned_answer_versions",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    answer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    written_at = table.Column<long>(type: "bigint", nullable: false)
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
                        name: "fk_canned_answer_versions_canned_answers_organisation_id_answe",
                        columns: x => new { x.organisation_id, x.answer_id },
                        principalTable: "canned_answers",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_mentions",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    read_at = table.Column<long>(type: "bigint", nullable: true)
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
                name: "reply_file_contents",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_answered_at_id_queue_rank",
                table: "cases",
                columns: new[] { "organisation_id", "answered_at", "id", "queue_rank" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_assigned_agent_id_queue_rank_due_at_id",
                table: "cases",
                columns: new[] { "organisation_id", "assigned_agent_id", "queue_rank", "due_at", "id" });

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
                name: "ix_case_closings_agent_id",
                table: "case_closings",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_closings_organisation_id_merged_into_id",
                table: "case_closings",
                columns: new[] { "organisation_id", "merged_into_id" });

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
                name: "ix_case_splits_agent_id",
                table: "case_splits",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_splits_organisation_id_from_case_id",
                table: "case_splits",
                columns: new[] { "organisation_id", "from_case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_letter_templates_agent_id",
                table: "letter_templates",
                column: "agent_id");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agent_absences");

            migrationBuilder.DropTable(
                name: "canned_answer_versions");

            migrationBuilder.DropTable(
                name: "case_closings");

            migrationBuilder.DropTable(
                name: "case_locks");

            migrationBuilder.DropTable(
                name: "case_mentions");

            migrationBuilder.DropTable(
                name: "case_splits");

            migrationBuilder.DropTable(
                name: "case_texts");

            migrationBuilder.DropTable(
                name: "letter_templates");

            migrationBuilder.DropTable(
                name: "pending_replies");

            migrationBuilder.DropTable(
                name: "reply_file_contents");

            migrationBuilder.DropTable(
                name: "saved_filters");

            migrationBuilder.DropTable(
                name: "signature_rules");

            migrationBuilder.DropTable(
                name: "canned_answers");

            migrationBuilder.DropTable(
                name: "case_notes");

            migrationBuilder.DropTable(
                name: "reply_files");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_answered_at_id_queue_rank",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_assigned_agent_id_queue_rank_due_at_id",
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

            migrationBuilder.DropColumn(
                name: "queue_rank",
                table: "cases");

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
