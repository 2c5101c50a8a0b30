using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Teams;

/// <summary>How a team lies in the database, with the rules the database itself keeps.</summary>
public sealed class TeamConfiguration : IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<TeamLead>
{
    /// <summary>The filtered index that lets a name belong to one team in use.</summary>
    public const string OneInUsePerName = "IX_Teams_NameKey_InUse";

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("Teams");
        builder.HasKey(team => team.Id);
        builder.Property(team => team.Id).ValueGeneratedNever();
        builder.Property(team => team.Name).HasMaxLength(Team.LongestName);
        builder.Property(team => team.NameKey).HasMaxLength(Team.LongestName * 2);
        builder.Property(team => team.Version).IsConcurrencyToken();
        AsJson(builder.Property(team => team.DefaultRoles));
        AsJson(builder.Property(team => team.GrantableRoles));
        builder.HasMany(team => team.Leads).WithOne().HasForeignKey(lead => lead.TeamId);
        builder.HasIndex(team => team.NameKey, OneInUsePerName).IsUnique().HasFilter("\"ArchivedAt\" IS NULL");
    }

    /// <inheritdoc/>
    public void Configure(EntityTypeBuilder<TeamLead> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ToTable("TeamLeads");
        builder.HasKey(lead => new { lead.TeamId, lead.Subject });
        builder.Property(lead => lead.Subject).HasMaxLength(255);
        builder.Property(lead => lead.Name).HasMaxLength(TeamLead.LongestName);
        builder.Property(lead => lead.Email).HasMaxLength(TeamLead.LongestEmail);
        builder.HasIndex(lead => lead.Subject);
    }

    private static void AsJson(PropertyBuilder<IReadOnlyList<TeamRole>> roles) => roles.HasConversion(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
        json => JsonSerializer.Deserialize<List<TeamRole>>(json, JsonSerializerOptions.Web) ?? new List<TeamRole>(),
        new ValueComparer<IReadOnlyList<TeamRole>>(
            (left, right) => left!.SequenceEqual(right!),
            list => list.Aggregate(0, (hash, role) => HashCode.Combine(hash, role)),
            list => list.ToList()));
}
