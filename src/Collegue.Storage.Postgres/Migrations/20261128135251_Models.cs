using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Models : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "model",
                table: "drafts",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "prompt",
                table: "drafts",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "prompt_hash",
                table: "drafts",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "model_budgets",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    model_id = table.Column<Guid>(type: "uuid", nullable: false),
                    limit_micros = table.Column<long>(type: "bigint", nullable: true),
                    month = table.Column<int>(type: "integer", nullable: false),
                    spent_micros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_budgets", x => new { x.organisation_id, x.model_id });
                    table.ForeignKey(
                        name: "fk_model_budgets_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "model_servers",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    base_address = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    protected_key = table.Column<string>(type: "text", nullable: true),
                    place = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    may_receive = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    first_token_seconds = table.Column<int>(type: "integer", nullable: false),
                    total_seconds = table.Column<int>(type: "integer", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_servers", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_model_servers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "model_stops",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    whole_instance = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    stopped_at = table.Column<long>(type: "bigint", nullable: false),
                    stopped_by_agent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    resumed_at = table.Column<long>(type: "bigint", nullable: true),
                    resumed_by_agent_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_stops", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_model_stops_asp_net_users_resumed_by_agent_id",
                        column: x => x.resumed_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_model_stops_asp_net_users_stopped_by_agent_id",
                        column: x => x.stopped_by_agent_id,
                        principalTable: "agents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_model_stops_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "model_uses",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    model_id = table.Column<Guid>(type: "uuid", nullable: false),
                    model_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    feature = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    month = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    input_tokens = table.Column<int>(type: "integer", nullable: false),
                    output_tokens = table.Column<int>(type: "integer", nullable: false),
                    cost_micros = table.Column<long>(type: "bigint", nullable: false),
                    first_token_milliseconds = table.Column<int>(type: "integer", nullable: true),
                    milliseconds = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_uses", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_model_uses_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "language_models",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    server_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    shown_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    licence = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    input_micros = table.Column<long>(type: "bigint", nullable: false),
                    output_micros = table.Column<long>(type: "bigint", nullable: false),
                    watt_hours_per_thousand_tokens = table.Column<double>(type: "double precision", nullable: true),
                    energy_source = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    context_tokens = table.Column<int>(type: "integer", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    tried_at = table.Column<long>(type: "bigint", nullable: true),
                    tried_outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    tried_milliseconds = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_language_models", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_language_models_model_servers_organisation_id_server_id",
                        columns: x => new { x.organisation_id, x.server_id },
                        principalTable: "model_servers",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "model_choices",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    feature = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    model_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_model_choices", x => new { x.organisation_id, x.feature, x.model_id });
                    table.ForeignKey(
                        name: "fk_model_choices_language_models_organisation_id_model_id",
                        columns: x => new { x.organisation_id, x.model_id },
                        principalTable: "language_models",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_language_models_organisation_id_server_id",
                table: "language_models",
                columns: new[] { "organisation_id", "server_id" });

            migrationBuilder.CreateIndex(
                name: "ix_language_models_organisation_id_shown_name",
                table: "language_models",
                columns: new[] { "organisation_id", "shown_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_model_choices_organisation_id_model_id",
                table: "model_choices",
                columns: new[] { "organisation_id", "model_id" });

            migrationBuilder.CreateIndex(
                name: "ix_model_servers_organisation_id_name",
                table: "model_servers",
                columns: new[] { "organisation_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_model_stops_resumed_at",
                table: "model_stops",
                column: "resumed_at");

            migrationBuilder.CreateIndex(
                name: "ix_model_stops_resumed_by_agent_id",
                table: "model_stops",
                column: "resumed_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_model_stops_stopped_by_agent_id",
                table: "model_stops",
                column: "stopped_by_agent_id");

            migrationBuilder.CreateIndex(
                name: "ix_model_uses_organisation_id_model_id_started_at",
                table: "model_uses",
                columns: new[] { "organisation_id", "model_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_model_uses_organisation_id_month",
                table: "model_uses",
                columns: new[] { "organisation_id", "month" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "model_budgets");

            migrationBuilder.DropTable(
                name: "model_choices");

            migrationBuilder.DropTable(
                name: "model_stops");

            migrationBuilder.DropTable(
                name: "model_uses");

            migrationBuilder.DropTable(
                name: "language_models");

            migrationBuilder.DropTable(
                name: "model_servers");

            migrationBuilder.DropColumn(
                name: "model",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "prompt",
                table: "drafts");

            migrationBuilder.DropColumn(
                name: "prompt_hash",
                table: "drafts");
        }
    }
}
