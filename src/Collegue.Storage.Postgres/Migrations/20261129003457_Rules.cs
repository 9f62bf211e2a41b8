using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Rules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "rule_versions",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    changes = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<long>(type: "bigint", nullable: false),
                    published_by_agent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    published_at = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
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
                name: "triage_corrections",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_task = table.Column<string>(type: "text", nullable: true),
                    from_handling = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    to_task = table.Column<string>(type: "text", nullable: true),
                    to_handling = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    rules_version = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false)
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
                name: "rule_trials",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    changes_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    read = table.Column<int>(type: "integer", nullable: false),
                    differences = table.Column<string>(type: "text", nullable: true),
                    examples = table.Column<int>(type: "integer", nullable: false),
                    examples_before = table.Column<int>(type: "integer", nullable: false),
                    examples_after = table.Column<int>(type: "integer", nullable: false)
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
                name: "rule_trials");

            migrationBuilder.DropTable(
                name: "triage_corrections");

            migrationBuilder.DropTable(
                name: "rule_versions");
        }
    }
}
