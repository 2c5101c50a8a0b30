using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Invites;

/// <summary>How an invitation lies in the database, with the rules the database itself keeps.</summary>
public sealed class InviteConfiguration : IEntityTypeConfiguration<Invite>
{
    /// <summary>The filtered index that lets one address have one open invitation.</summary>
    public const string OneOpenPerAddress = "IX_Invites_EmailKey_Open";

    /// <summary>The filtered index from which it is told who has open invitations.</summary>
    public const string OpenByInviter = "IX_Invites_Open_Inviter";

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Invite> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("Invites");
        builder.HasKey(invite => invite.Number);
        builder.Ignore(invite => invite.AccountId).Ignore(invite => invite.IsOpen).Ignore(invite => invite.IsClosing).Ignore(invite => invite.PlannedEnd);
        builder.Property(invite => invite.Number).ValueGeneratedOnAdd();
        builder.HasIndex(invite => invite.Id).IsUnique();
        builder.Property(invite => invite.Email).HasMaxLength(320);
        builder.Property(invite => invite.EmailKey).HasMaxLength(320);
        builder.Property(invite => invite.Name).HasMaxLength(InviteEntry.MaxName);
        builder.Property(invite => invite.Status).HasConversion<string>().HasMaxLength(16);
        builder.Property(invite => invite.WaitReason).HasConversion<string>().HasMaxLength(16);
        builder.Property(invite => invite.Lifetime).HasConversion(lifetime => (long)lifetime.TotalSeconds, seconds => TimeSpan.FromSeconds(seconds));
        builder.Property(invite => invite.Version).IsConcurrencyToken();
        AsJson(builder.Property(invite => invite.Roles));
        AsJson(builder.Property(invite => invite.AppliedRoles)).HasDefaultValueSql("'[]'");
        builder.OwnsOne(invite => invite.Failure, failure =>
        {
            failure.Property(it => it.Code).HasColumnName("FailureCode").HasMaxLength(40);
            failure.Property(it => it.Why).HasColumnName("FailureWhy");
            failure.Property(it => it.Cure).HasColumnName("FailureCure");
        });

        // The literals are the enum's names as the conversion above stores them; a test compares both lists.
        builder.HasIndex(invite => invite.EmailKey, OneOpenPerAddress).IsUnique().HasFilter("\"Status\" IN ('Queued','Sent','Unconfirmed','Revoking')");
        builder.HasIndex(invite => new { invite.EmailKey, invite.Number }, "IX_Invites_EmailKey");

        // Few beside all there ever were: whose they are is told from this index alone. The status leads, or SQLite takes the one on status and expiry and reads every row.
        builder.Property(invite => invite.KeptByName).HasMaxLength(300);
        builder.HasIndex(invite => new { invite.Status, invite.InvitedById, invite.TeamId, invite.KeptAt, invite.ExpiresAt, invite.IsTest }, OpenByInviter).HasFilter("\"Status\" IN ('Queued','Sent','Unconfirmed')");
        builder.HasIndex(invite => new { invite.Status, invite.ExpiresAt });
        builder.HasIndex(invite => invite.NextAttemptAt).HasFilter("\"NextAttemptAt\" IS NOT NULL");
        builder.HasIndex(invite => new { invite.Email, invite.Number });
        builder.HasIndex(invite => new { invite.SentAt, invite.Number });
        builder.HasIndex(invite => new { invite.ExpiresAt, invite.Number });
        builder.HasIndex(invite => invite.AcceptedAt);
        builder.HasIndex(invite => new { invite.TeamId, invite.Number });

        // All that counting a team's invitations needs: the rows themselves are not read for it.
        builder.HasIndex(invite => new { invite.TeamId, invite.Status, invite.ExpiresAt, invite.IsTest });

        // So few that lists and counts can leave them out at no price: what is counted through the other indexes is counted whole, and these are taken off.
        builder.Property(invite => invite.IsTest).HasDefaultValue(false);
        builder.HasIndex(invite => new { invite.IsTest, invite.Number }, "IX_Invites_Tests").HasFilter("\"IsTest\"");
        builder.HasIndex(invite => invite.FirstSentAt);
        builder.HasIndex(invite => new { invite.InvitedById, invite.CreatedAt });
        builder.HasIndex(invite => invite.CreatedAt);
    }

    private static PropertyBuilder<IReadOnlyList<GrantedRole>> AsJson(PropertyBuilder<IReadOnlyList<GrantedRole>> roles) => roles.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
        json => JsonSerializer.Deserialize<List<GrantedRole>>(json, JsonSerializerOptions.Web) ?? new List<GrantedRole>(),
        new ValueComparer<IReadOnlyList<GrantedRole>>(
            (left, right) => left!.SequenceEqual(right!),
            list => list.Aggregate(0, (hash, role) => HashCode.Combine(hash, role)),
            list => list.ToList()));
}
