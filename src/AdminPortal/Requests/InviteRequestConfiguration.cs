using System.Text.Json;
using AdminPortal.Invites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Requests;

/// <summary>How a request lies in the database, with the rules the database itself keeps.</summary>
public sealed class InviteRequestConfiguration : IEntityTypeConfiguration<InviteRequest>
{
    /// <summary>The filtered index that lets one request wait for an address.</summary>
    public const string OneWaitingPerAddress = "IX_InviteRequests_EmailKey_Waiting";

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<InviteRequest> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("InviteRequests");
        builder.HasKey(request => request.Number);
        builder.Property(request => request.Number).ValueGeneratedOnAdd();
        builder.HasIndex(request => request.Id).IsUnique();
        builder.Property(request => request.Email).HasMaxLength(320);
        builder.Property(request => request.EmailKey).HasMaxLength(320);
        builder.Property(request => request.Name).HasMaxLength(InviteEntry.MaxName);
        builder.Property(request => request.Lifetime).HasConversion(lifetime => (long)lifetime.TotalSeconds, seconds => TimeSpan.FromSeconds(seconds));
        builder.Property(request => request.Message).HasMaxLength(InvitesOptions.MessageLimit);
        builder.Property(request => request.Reason).HasMaxLength(Remark.Longest);
        builder.Property(request => request.Note).HasMaxLength(Remark.Longest);
        builder.Property(request => request.AskedById).HasMaxLength(255);
        builder.Property(request => request.AskedByName).HasMaxLength(300);
        builder.Property(request => request.AnsweredById).HasMaxLength(255);
        builder.Property(request => request.AnsweredByName).HasMaxLength(300);
        builder.Property(request => request.Status).HasConversion<string>().HasMaxLength(16);
        builder.Property(request => request.Version).IsConcurrencyToken();
        AsJson(builder.Property(request => request.Roles));

        // The literal is the enum's name as the conversion above stores it.
        builder.HasIndex(request => request.EmailKey, OneWaitingPerAddress).IsUnique().HasFilter("\"Status\" = 'Waiting'");
        builder.HasIndex(request => new { request.Status, request.Number });
        builder.HasIndex(request => new { request.AnsweredAt, request.Number });
        builder.HasIndex(request => new { request.AskedById, request.AskedAt });
    }

    private static void AsJson(PropertyBuilder<IReadOnlyList<RequestedRole>> roles) => roles.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
        json => JsonSerializer.Deserialize<List<RequestedRole>>(json, JsonSerializerOptions.Web) ?? new List<RequestedRole>(),
        new ValueComparer<IReadOnlyList<RequestedRole>>(
            (left, right) => left!.SequenceEqual(right!),
            list => list.Aggregate(0, (hash, role) => HashCode.Combine(hash, role)),
            list => list.ToList()));
}
