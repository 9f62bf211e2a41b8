using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Collegue.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Gateway : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "call_micros",
                table: "language_models",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "language_models",
                type: "character varying(32)",
                maxLength: 32,
                nullable: false,
                defaultValue: "TextGeneration");

            migrationBuilder.AddColumn<Guid>(
                name: "agent_id",
                table: "api_keys",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "department_id",
                table: "api_keys",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "rotated_from",
                table: "api_keys",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bridge_messages",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    external_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bridge_messages", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_bridge_messages_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gateway_limits",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    router_id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    period = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    most = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gateway_limits", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_gateway_limits_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gateway_routers",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    aliases = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    strategy = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    masking = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    farthest = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    shared_with_children = table.Column<bool>(type: "boolean", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gateway_routers", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_gateway_routers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gateway_settings",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    farthest = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    trace_purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    trace_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gateway_settings", x => x.organisation_id);
                    table.ForeignKey(
                        name: "fk_gateway_settings_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gateway_traces",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    router = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    protected_request = table.Column<string>(type: "text", nullable: false),
                    protected_response = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gateway_traces", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_gateway_traces_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gateway_uses",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<int>(type: "integer", nullable: false),
                    key_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agent_id = table.Column<Guid>(type: "uuid", nullable: false),
                    department_id = table.Column<Guid>(type: "uuid", nullable: false),
                    router = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    model_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    calls = table.Column<long>(type: "bigint", nullable: false),
                    failures = table.Column<long>(type: "bigint", nullable: false),
                    input_tokens = table.Column<long>(type: "bigint", nullable: false),
                    output_tokens = table.Column<long>(type: "bigint", nullable: false),
                    cost_micros = table.Column<long>(type: "bigint", nullable: false),
                    milliwatt_hours = table.Column<long>(type: "bigint", nullable: false),
                    milliseconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gateway_uses", x => new { x.organisation_id, x.day, x.key_id, x.agent_id, x.department_id, x.router, x.model_id, x.kind });
                    table.ForeignKey(
                        name: "fk_gateway_uses_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quota_nodes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    flushed = table.Column<long>(type: "bigint", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quota_nodes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "quota_accounts",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    limit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    window = table.Column<long>(type: "bigint", nullable: false),
                    taken = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quota_accounts", x => new { x.organisation_id, x.limit_id, x.subject_id, x.window });
                    table.ForeignKey(
                        name: "fk_quota_accounts_gateway_limits_organisation_id_limit_id",
                        columns: x => new { x.organisation_id, x.limit_id },
                        principalTable: "gateway_limits",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "gateway_router_providers",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    router_id = table.Column<Guid>(type: "uuid", nullable: false),
                    model_id = table.Column<Guid>(type: "uuid", nullable: false),
                    weight = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gateway_router_providers", x => new { x.organisation_id, x.router_id, x.model_id });
                    table.ForeignKey(
                        name: "fk_gateway_router_providers_gateway_routers_organisation_id_ro",
                        columns: x => new { x.organisation_id, x.router_id },
                        principalTable: "gateway_routers",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_gateway_router_providers_language_models_organisation_id_mo",
                        columns: x => new { x.organisation_id, x.model_id },
                        principalTable: "language_models",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quota_leases",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    node_id = table.Column<Guid>(type: "uuid", nullable: false),
                    limit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    window = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    used = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quota_leases", x => new { x.organisation_id, x.limit_id, x.subject_id, x.window, x.node_id });
                    table.ForeignKey(
                        name: "fk_quota_leases_quota_accounts_organisation_id_limit_id_subjec",
                        columns: x => new { x.organisation_id, x.limit_id, x.subject_id, x.window },
                        principalTable: "quota_accounts",
                        principalColumns: new[] { "organisation_id", "limit_id", "subject_id", "window" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bridge_messages_organisation_id_external_id",
                table: "bridge_messages",
                columns: new[] { "organisation_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_gateway_limits_organisation_id_subject_subject_id_router_id",
                table: "gateway_limits",
                columns: new[] { "organisation_id", "subject", "subject_id", "router_id", "measure", "period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_gateway_router_providers_organisation_id_model_id",
                table: "gateway_router_providers",
                columns: new[] { "organisation_id", "model_id" });

            migrationBuilder.CreateIndex(
                name: "ix_gateway_routers_organisation_id_name",
                table: "gateway_routers",
                columns: new[] { "organisation_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_gateway_traces_organisation_id_at",
                table: "gateway_traces",
                columns: new[] { "organisation_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bridge_messages");

            migrationBuilder.DropTable(
                name: "gateway_router_providers");

            migrationBuilder.DropTable(
                name: "gateway_settings");

            migrationBuilder.DropTable(
                name: "gateway_traces");

            migrationBuilder.DropTable(
                name: "gateway_uses");

            migrationBuilder.DropTable(
                name: "quota_leases");

            migrationBuilder.DropTable(
                name: "quota_nodes");

            migrationBuilder.DropTable(
                name: "gateway_routers");

            migrationBuilder.DropTable(
                name: "quota_accounts");

            migrationBuilder.DropTable(
                name: "gateway_limits");

            migrationBuilder.DropColumn(
                name: "call_micros",
                table: "language_models");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "language_models");

            migrationBuilder.DropColumn(
                name: "agent_id",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "department_id",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "rotated_from",
                table: "api_keys");
        }
    }
}
