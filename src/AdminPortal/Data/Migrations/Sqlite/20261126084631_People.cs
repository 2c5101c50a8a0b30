using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AdminPortal.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class People : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Browser",
                table: "Sessions",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "EndReason",
                table: "Sessions",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedBy",
                table: "Sessions",
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "From",
                table: "Sessions",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "KeptAt",
                table: "Invites",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "KeptByName",
                table: "Invites",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TeamId",
                table: "Invites",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "From",
                table: "AuditEntries",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Outcome",
                table: "AuditEntries",
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "Allowed");

            migrationBuilder.AddColumn<string>(
                name: "Seal",
                table: "AuditEntries",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "AuditCheckpoints",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Seal = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Signature = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditCheckpoints", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "InviteRequests",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    EmailKey = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Roles = table.Column<string>(type: "TEXT", nullable: false),
                    Lifetime = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsBy = table.Column<long>(type: "INTEGER", nullable: true),
                    Message = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AskedById = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    AskedByName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    AnsweredById = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    AnsweredByName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Correction = table.Column<string>(type: "TEXT", nullable: true),
                    InviteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InviteRequests", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "NotedSettings",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Json = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotedSettings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Teams",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    DefaultRoles = table.Column<string>(type: "TEXT", nullable: false),
                    GrantableRoles = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ArchivedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Teams", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TeamLeads",
                columns: table => new
                {
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeamLeads", x => new { x.TeamId, x.Subject });
                    table.ForeignKey(
                        name: "FK_TeamLeads_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Invites_Open_Inviter",
                table: "Invites",
                columns: new[] { "Status", "InvitedById", "TeamId", "KeptAt", "ExpiresAt", "IsTest" },
                filter: "\"Status\" IN ('Queued','Sent','Unconfirmed')");

            migrationBuilder.CreateIndex(
                name: "IX_Invites_TeamId_Number",
                table: "Invites",
                columns: new[] { "TeamId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Invites_TeamId_Status_ExpiresAt_IsTest",
                table: "Invites",
                columns: new[] { "TeamId", "Status", "ExpiresAt", "IsTest" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Action_Number",
                table: "AuditEntries",
                columns: new[] { "Action", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ActorId_Number",
                table: "AuditEntries",
                columns: new[] { "ActorId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Refused",
                table: "AuditEntries",
                column: "Number",
                filter: "\"Outcome\" = 'Refused'");

            migrationBuilder.CreateIndex(
                name: "IX_InviteRequests_AnsweredAt_Number",
                table: "InviteRequests",
                columns: new[] { "AnsweredAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_InviteRequests_AskedById_AskedAt",
                table: "InviteRequests",
                columns: new[] { "AskedById", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InviteRequests_EmailKey_Waiting",
                table: "InviteRequests",
                column: "EmailKey",
                unique: true,
                filter: "\"Status\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_InviteRequests_Id",
                table: "InviteRequests",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InviteRequests_Status_Number",
                table: "InviteRequests",
                columns: new[] { "Status", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_TeamLeads_Subject",
                table: "TeamLeads",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_Teams_NameKey_InUse",
                table: "Teams",
                column: "NameKey",
                unique: true,
                filter: "\"ArchivedAt\" IS NULL");

            // What stands in the audit from here on can only be added to.
            migrationBuilder.Sql(AdminPortal.Audit.AppendOnly.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(AdminPortal.Audit.AppendOnly.Drop);

            migrationBuilder.DropTable(
                name: "AuditCheckpoints");

            migrationBuilder.DropTable(
                name: "InviteRequests");

            migrationBuilder.DropTable(
                name: "NotedSettings");

            migrationBuilder.DropTable(
                name: "TeamLeads");

            migrationBuilder.DropTable(
                name: "Teams");

            migrationBuilder.DropIndex(
                name: "IX_Invites_Open_Inviter",
                table: "Invites");

            migrationBuilder.DropIndex(
                name: "IX_Invites_TeamId_Number",
                table: "Invites");

            migrationBuilder.DropIndex(
                name: "IX_Invites_TeamId_Status_ExpiresAt_IsTest",
                table: "Invites");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_Action_Number",
                table: "AuditEntries");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_ActorId_Number",
                table: "AuditEntries");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_Refused",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "Browser",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "EndReason",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "EndedBy",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "From",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "KeptAt",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "KeptByName",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "TeamId",
                table: "Invites");

            migrationBuilder.DropColumn(
                name: "From",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "Seal",
                table: "AuditEntries");
        }
    }
}
