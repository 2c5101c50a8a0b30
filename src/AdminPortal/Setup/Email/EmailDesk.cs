using System.Security.Cryptography;
using AdminPortal.Auth0;
using AdminPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Setup;

/// <summary>Where drafts of the mail template lie, one for each person.</summary>
public sealed class EmailDesk(IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>The person's draft; null when they have none.</summary>
    public async Task<EmailDraft?> FindAsync(string ownerId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SettingDrafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.Setting == SettingNames.Email && draft.OwnerId == ownerId, cancellationToken) is { } draft ? EmailDraft.Of(draft) : null;
    }

    /// <summary>The draft behind a preview's address; null for everybody but its owner.</summary>
    public async Task<EmailDraft?> FindAsync(Guid id, string ownerId, CancellationToken cancellationToken) =>
        await FindAsync(ownerId, cancellationToken) is { } draft && draft.Id == id ? draft : null;

    /// <summary>Begins at what the tenant has: a first draft, or one in which nothing was changed and that has become old.</summary>
    public Task<EmailDraft> StartFromAsync(string ownerId, EmailContent? tenant, CancellationToken cancellationToken) =>
        ChangeAsync(ownerId, draft => draft.StartFrom((tenant ?? EmailContent.Starter).ToJson(), tenant?.Fingerprint, clock.GetUtcNow()), cancellationToken);

    /// <summary>Takes over the work.</summary>
    public Task<EmailDraft> SaveAsync(string ownerId, EmailContent content, bool canBeShown, CancellationToken cancellationToken) =>
        ChangeAsync(ownerId, draft => draft.Save(content.ToJson(), canBeShown, clock.GetUtcNow()), cancellationToken);

    /// <summary>Notes what the tenant has and that the draft goes on from there.</summary>
    public Task<EmailDraft> GoOnFromAsync(string ownerId, string? basedOn, CancellationToken cancellationToken) =>
        ChangeAsync(ownerId, draft => draft.GoOnFrom(basedOn), cancellationToken);

    private async Task<EmailDraft> ChangeAsync(string ownerId, Action<SettingDraft> change, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var draft = await db.SettingDrafts.SingleOrDefaultAsync(each => each.Setting == SettingNames.Email && each.OwnerId == ownerId, cancellationToken);
            if (draft is null)
            {
                draft = SettingDraft.Begin(new Guid(RandomNumberGenerator.GetBytes(16)), SettingNames.Email, ownerId);
                draft.StartFrom(EmailContent.Starter.ToJson(), null, clock.GetUtcNow());
                db.SettingDrafts.Add(draft);
            }

            change(draft);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return EmailDraft.Of(draft);
            }
            catch (DbUpdateException lostRace) when (round < 3 && lostRace.IsLostRace())
            {
                // The same person opened the page twice at once; the other one has made the row.
            }
        }
    }
}

/// <summary>Somebody's work on the mail template.</summary>
/// <param name="Id">Stands in the preview's address.</param>
/// <param name="Content">The work.</param>
/// <param name="Shown">What the preview shows: the work, or its last state without a mistake.</param>
/// <param name="BasedOn">Fingerprint of what the tenant had when the work began; null when it had nothing.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record EmailDraft(Guid Id, EmailContent Content, EmailContent Shown, string? BasedOn, DateTimeOffset SavedAt)
{
    /// <summary>Whether anything differs from what it began with.</summary>
    public bool IsChanged => Content.Fingerprint != (BasedOn ?? EmailContent.Starter.Fingerprint);

    internal static EmailDraft Of(SettingDraft draft) => new(draft.Id, EmailContent.FromJson(draft.Content), EmailContent.FromJson(draft.Shown), draft.BasedOn, draft.SavedAt);
}
