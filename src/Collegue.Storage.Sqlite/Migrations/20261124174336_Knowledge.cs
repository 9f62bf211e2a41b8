using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Collegue.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Knowledge : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_outbox_messages_cases_organisation_id_case_id",
                table: "outbox_messages");

            migrationBuilder.AlterColumn<Guid>(
                name: "case_id",
                table: "outbox_messages",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT");

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "outbox_messages",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "metadata",
                table: "documents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "number",
                table: "documents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "description",
                table: "collections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "next_review",
                table: "collections",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "number",
                table: "collections",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "readers",
                table: "collections",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Everyone");

            migrationBuilder.AddColumn<int>(
                name: "review_every_days",
                table: "collections",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    prefix = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    scopes = table.Column<int>(type: "INTEGER", maxLength: 32, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_keys", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_api_keys_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "embedded_texts",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    model = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    text_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    vector = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_embedded_texts", x => new { x.organisation_id, x.model, x.text_hash });
                    table.ForeignKey(
                        name: "fk_embedded_texts_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "number_sequences",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_sequences", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    collection_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    location = table.Column<string>(type: "TEXT", nullable: true),
                    every_hours = table.Column<int>(type: "INTEGER", nullable: true),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    paused = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_sources_collections_organisation_id_collection_id",
                        columns: x => new { x.organisation_id, x.collection_id },
                        principalTable: "collections",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "unanswered_questions",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fingerprint = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    weakness = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    times = table.Column<int>(type: "INTEGER", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unanswered_questions", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_unanswered_questions_cases_organisation_id_case_id",
                        columns: x => new { x.organisation_id, x.case_id },
                        principalTable: "cases",
                        principalColumns: new[] { "organisation_id", "id" });
                    table.ForeignKey(
                        name: "fk_unanswered_questions_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "uploaded_files",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    collection_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    uploaded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploaded_files", x => new { x.organisation_id, x.id });
                    table.ForeignKey(
                        name: "fk_uploaded_files_collections_organisation_id_collection_id",
                        columns: x => new { x.organisation_id, x.collection_id },
                        principalTable: "collections",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "uploaded_contents",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploaded_contents", x => new { x.organisation_id, x.file_id });
                    table.ForeignKey(
                        name: "fk_uploaded_contents_uploaded_files_organisation_id_file_id",
                        columns: x => new { x.organisation_id, x.file_id },
                        principalTable: "uploaded_files",
                        principalColumns: new[] { "organisation_id", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "number_sequences",
                columns: new[] { "name", "last" },
                values: new object[,]
                {
                    { "collections", 0L },
                    { "documents", 0L }
                });

            // Rows of before get their numbers here, in an order that does not change.
            foreach (var table in new[] { "collections", "documents" })
            {
                migrationBuilder.Sql($"""
                    UPDATE {table} SET number = numbered.place
                    FROM (SELECT organisation_id AS owner, id AS known, row_number() OVER (ORDER BY organisation_id, id) AS place FROM {table}) AS numbered
                    WHERE organisation_id = numbered.owner AND id = numbered.known;
                    UPDATE number_sequences SET last = (SELECT coalesce(max(number), 0) FROM {table}) WHERE name = '{table}';
                    """);
            }

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_organisation_id_reason",
                table: "outbox_messages",
                columns: new[] { "organisation_id", "reason" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_organisation_id_number",
                table: "documents",
                columns: new[] { "organisation_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_collections_organisation_id_number",
                table: "collections",
                columns: new[] { "organisation_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_keys_prefix",
                table: "api_keys",
                column: "prefix");

            migrationBuilder.CreateIndex(
                name: "ix_sources_next_at",
                table: "sources",
                column: "next_at");

            migrationBuilder.CreateIndex(
                name: "ix_sources_organisation_id_collection_id",
                table: "sources",
                columns: new[] { "organisation_id", "collection_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unanswered_questions_organisation_id_case_id",
                table: "unanswered_questions",
                columns: new[] { "organisation_id", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_unanswered_questions_organisation_id_fingerprint",
                table: "unanswered_questions",
                columns: new[] { "organisation_id", "fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unanswered_questions_organisation_id_settled_at_last_at",
                table: "unanswered_questions",
                columns: new[] { "organisation_id", "settled_at", "last_at" });

            migrationBuilder.CreateIndex(
                name: "ix_uploaded_files_organisation_id_collection_id_name",
                table: "uploaded_files",
                columns: new[] { "organisation_id", "collection_id", "name" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_outbox_messages_cases_organisation_id_case_id",
                table: "outbox_messages",
                columns: new[] { "organisation_id", "case_id" },
                principalTable: "cases",
                principalColumns: new[] { "organisation_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_outbox_messages_cases_organisation_id_case_id",
                table: "outbox_messages");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "embedded_texts");

            migrationBuilder.DropTable(
                name: "number_sequences");

            migrationBuilder.DropTable(
                name: "sources");

            migrationBuilder.DropTable(
                name: "unanswered_questions");

            migrationBuilder.DropTable(
                name: "uploaded_contents");

            migrationBuilder.DropTable(
                name: "uploaded_files");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_organisation_id_reason",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_documents_organisation_id_number",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "ix_collections_organisation_id_number",
                table: "collections");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "metadata",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "number",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "description",
                table: "collections");

            migrationBuilder.DropColumn(
                name: "next_review",
                table: "collections");

            migrationBuilder.DropColumn(
                name: "number",
                table: "collections");

            migrationBuilder.DropColumn(
                name: "readers",
                table: "collections");

            migrationBuilder.DropColumn(
                name: "review_every_days",
                table: "collections");

            migrationBuilder.AlterColumn<Guid>(
                name: "case_id",
                table: "outbox_messages",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AddForeignKey(
                name: "fk_outbox_messages_cases_organisation_id_case_id",
                table: "outbox_messages",
                columns: new[] { "organisation_id", "case_id" },
                principalTable: "cases",
                principalColumns: new[] { "organisation_id", "id" },
                onDelete: ReferentialAction.Cascade);
        }
    }
}
