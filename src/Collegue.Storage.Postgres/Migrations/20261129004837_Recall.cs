using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Recall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_links",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
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
                name: "case_proposals",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    task = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    start = table.Column<int>(type: "integer", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false),
                    likeness = table.Column<double>(type: "double precision", nullable: false),
                    reasons = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    other_case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    proposed_at = table.Column<long>(type: "bigint", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: true)
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
                name: "incidents",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_at = table.Column<long>(type: "bigint", nullable: false),
                    reported_by_agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    said_by_citizen = table.Column<bool>(type: "boolean", nullable: false),
                    severity = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    wrong_text = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    reply_id = table.Column<Guid>(type: "uuid", nullable: true),
                    message_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    passage_id = table.Column<Guid>(type: "uuid", nullable: true),
                    document = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    document_title = table.Column<string>(type: "text", nullable: true),
                    rules_version = table.Column<string>(type: "text", nullable: true),
                    prompt_hash = table.Column<string>(type: "text", nullable: true),
                    model = table.Column<string>(type: "text", nullable: true),
                    reaches = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    right_text = table.Column<string>(type: "text", nullable: true),
                    correction = table.Column<string>(type: "text", nullable: true),
                    right_passage_id = table.Column<Guid>(type: "uuid", nullable: true),
                    send_at = table.Column<long>(type: "bigint", nullable: true),
                    sent_by_agent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tracking_address = table.Column<string>(type: "text", nullable: true),
                    cause = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    measures = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_by_agent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
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
                name: "reply_sentences",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reply_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    start = table.Column<int>(type: "integer", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false),
                    fingerprint = table.Column<long>(type: "bigint", nullable: false),
                    band1 = table.Column<long>(type: "bigint", nullable: false),
                    band2 = table.Column<long>(type: "bigint", nullable: false),
                    band3 = table.Column<long>(type: "bigint", nullable: false),
                    band4 = table.Column<long>(type: "bigint", nullable: false),
                    band5 = table.Column<long>(type: "bigint", nullable: false),
                    band6 = table.Column<long>(type: "bigint", nullable: false)
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
                name: "incident_recipients",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    incident_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reply_id = table.Column<Guid>(type: "uuid", nullable: false),
                    found_by = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    words = table.Column<string>(type: "text", nullable: true),
                    reply_sent_at = table.Column<long>(type: "bigint", nullable: false),
                    left_out_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    own_text = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    promise_id = table.Column<Guid>(type: "uuid", nullable: true),
                    correction_reply_id = table.Column<Guid>(type: "uuid", nullable: true),
                    corrected_at = table.Column<long>(type: "bigint", nullable: true),
                    by_hand = table.Column<bool>(type: "boolean", nullable: false),
                    told_at = table.Column<long>(type: "bigint", nullable: true)
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
                name: "ix_audit_entries_organisation_id_subject_id",
                table: "audit_entries",
                columns: new[] { "organisation_id", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_links_organisation_id_other_case_id",
                table: "case_links",
                columns: new[] { "organisation_id", "other_case_id" });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_links");

            migrationBuilder.DropTable(
                name: "case_proposals");

            migrationBuilder.DropTable(
                name: "incident_recipients");

            migrationBuilder.DropTable(
                name: "reply_sentences");

            migrationBuilder.DropTable(
                name: "incidents");

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
                name: "ix_audit_entries_organisation_id_subject_id",
                table: "audit_entries");
        }
    }
}
