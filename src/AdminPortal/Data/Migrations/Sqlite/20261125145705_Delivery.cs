using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Delivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AppliedRoles",
                table: "Invites",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<long>(
                name: "ClaimNumber",
                table: "Invites",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "EndsBy",
                table: "Invites",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsBulk",
                table: "Invites",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "MailEndsBy",
                table: "Invites",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MailRefusedAs",
                table: "Invites",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MailSeenAt",
                table: "Invites",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "MailsRefused",
                table: "Invites",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "RolesDue",
                table: "Invites",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "TenantLogCheckpoints",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    LogId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NewestAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CompleteSince = table.Column<long>(type: "INTEGER", nullable: true),
                    CaughtUpAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckBelow = table.Column<long>(type: "INTEGER", nullable: true),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TenantLogCheckpoints", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TenantLogSightings",
                columns: table => new
                {
                    LogId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TenantLogSightings", x => x.LogId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Invites_CreatedAt",
                table: "Invites",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Invites_InvitedById_CreatedAt",
                table: "Invites",
                columns: new[] { "InvitedById", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TenantLogSightings_SeenAt",
                table: "TenantLogSightings",
                column: "SeenAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TenantLogCheckpoints");

            migrationBuilder.DropTable(
                name: "TenantLogSightings");

            migrationBuilder.DropIndex(
                name: "IX_Invites_CreatedAt",
                table: "Invites");

            migrationBuilder.DropIndex(
                name: "IX_Invites_InvitedById_CreatedAt",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "AppliedRoles",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "ClaimNumber",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "EndsBy",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "IsBulk",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "MailEndsBy",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "MailRefusedAs",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "MailSeenAt",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "MailsRefused",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "RolesDue",
                table: "Invites");
        }
    }
}
