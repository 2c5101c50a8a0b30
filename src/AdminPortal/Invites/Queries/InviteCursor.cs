using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AdminPortal.Invites;

/// <summary>The place of a row in a sorted list: its number and the value it is sorted by, as one word for an address.</summary>
/// <param name="Number">The row's number, which breaks ties.</param>
/// <param name="Email">The address, when sorted by it.</param>
/// <param name="At">The instant, when sorted by one and the row has one.</param>
internal sealed record InviteCursor(long Number, string? Email, DateTimeOffset? At)
{
    public static InviteCursor Of(Invite invite, InviteSort sort) => sort switch
    {
        InviteSort.Newest => new(invite.Number, null, null),
        InviteSort.Email => new(invite.Number, invite.Email, null),
        InviteSort.Sent => new(invite.Number, null, invite.SentAt),
        InviteSort.Expires => new(invite.Number, null, invite.ExpiresAt),
    };

    /// <summary>Reads the word back; what was tampered with counts as none.</summary>
    public static InviteCursor? Read(string? word)
    {
        if (word is not { Length: > 0 and < 1000 } || word.Split('.') is not { Length: <= 2 } parts
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new InviteCursor(number, null, null);
        }

        if (parts[1].StartsWith('t') && long.TryParse(parts[1].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks)
        {
            return new InviteCursor(number, null, new DateTimeOffset(ticks, TimeSpan.Zero));
        }

        return parts[1].StartsWith('e') && Base64Url.IsValid(parts[1].AsSpan(1))
            ? new InviteCursor(number, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1].AsSpan(1))), null)
            : null;
    }

    public override string ToString() => this switch
    {
        { Email: { } email } => $"{Number.ToString(CultureInfo.InvariantCulture)}.e{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(email))}",
        { At: { } at } => string.Create(CultureInfo.InvariantCulture, $"{Number}.t{at.UtcTicks}"),
        _ => Number.ToString(CultureInfo.InvariantCulture),
    };
}
