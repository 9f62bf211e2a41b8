using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Mandates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "ix_planted_errors_organisation_id_case_id",
                table: "planted_errors",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_source_openings_agent_id",
                table: "source_openings",
                column: "agent_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mandate_changes");

            migrationBuilder.DropTable(
                name: "mandate_evidence");

            migrationBuilder.DropTable(
                name: "mandate_sources");

            migrationBuilder.DropTable(
                name: "planted_errors");

            migrationBuilder.DropTable(
                name: "source_openings");

            migrationBuilder.DropTable(
                name: "training_kinds");

            migrationBuilder.DropTable(
                name: "vigilance_agreements");

            migrationBuilder.DropTable(
                name: "vigilance_counts");

            migrationBuilder.DropTable(
                name: "mandates");
        }
    }
}
