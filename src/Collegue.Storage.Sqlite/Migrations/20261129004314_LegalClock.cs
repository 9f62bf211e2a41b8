using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LegalClock : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "paused_at",
                table: "cases",
                type: "INTEGER",
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "ix_cases_organisation_id_citizen_email",
                table: "cases",
                columns: new[] { "organisation_id", "citizen_email" });

            migrationBuilder.CreateIndex(
                name: "ix_case_clocks_organisation_id_rule_id",
                table: "case_clocks",
                columns: new[] { "organisation_id", "rule_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_forwards_agent_id",
                table: "case_forwards",
                column: "agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_forwards_organisation_id_case_id",
                table: "case_forwards",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_pauses_asked_by_agent_id",
                table: "case_pauses",
                column: "asked_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_pauses_organisation_id_case_id",
                table: "case_pauses",
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_clocks");

            migrationBuilder.DropTable(
                name: "case_forwards");

            migrationBuilder.DropTable(
                name: "case_pauses");

            migrationBuilder.DropTable(
                name: "clock_settings");

            migrationBuilder.DropTable(
                name: "deadline_rules");

            migrationBuilder.DropIndex(
                name: "ix_cases_organisation_id_citizen_email",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "paused_at",
                table: "cases");
        }
    }
}
