using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AdminPortal.Audit;

/// <summary>The secret behind seals, checkpoints and the anchor. It lies outside the database: whoever can only write there can't seal.</summary>
internal sealed class AuditKey(byte[] secret)
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    // Each use says what it is for, so that no value made for one passes for another.
    private const string ForRoot = "adminportal audit 1 root";
    private const string ForEntry = "adminportal audit 1 entry";
    private const string ForCheckpoint = "adminportal audit 1 checkpoint";
    private const string ForAnchor = "adminportal audit 1 anchor";
    private const string ForSetting = "adminportal audit 1 setting";

    /// <summary>What stands in for the seal before the first one.</summary>
    public string Root => Mac(ForRoot, []);

    /// <summary>The seal of an entry that follows one sealed with <paramref name="previous"/>.</summary>
    public string SealOf(AuditFields entry, string previous)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        entry.WriteTo(bytes);
        AuditFields.Write(bytes, previous);
        return Mac(ForEntry, bytes.WrittenSpan);
    }

    /// <summary>The signature under "everything up to here was removed".</summary>
    public string SignatureOf(AuditCheckpoint checkpoint)
    {
        var bytes = new ArrayBufferWriter<byte>(128);
        AuditFields.Write(bytes, checkpoint.Number);
        AuditFields.Write(bytes, checkpoint.Seal);
        AuditFields.Write(bytes, checkpoint.At.UtcTicks);
        return Mac(ForCheckpoint, bytes.WrittenSpan);
    }

    /// <summary>The signature under the newest entry's number and seal.</summary>
    public string SignatureOf(ChainHead head)
    {
        var bytes = new ArrayBufferWriter<byte>(128);
        AuditFields.Write(bytes, head.Number);
        AuditFields.Write(bytes, head.Seal);
        return Mac(ForAnchor, bytes.WrittenSpan);
    }

    /// <summary>Tells whether a secret setting is the same as before without keeping it.</summary>
    public string FingerprintOf(string setting, string value)
    {
        var bytes = new ArrayBufferWriter<byte>(128);
        AuditFields.Write(bytes, setting);
        AuditFields.Write(bytes, value);
        return Mac(ForSetting, bytes.WrittenSpan)[..16];
    }

    /// <inheritdoc/>
    public override string ToString() => "(hidden)";

    private string Mac(string use, ReadOnlySpan<byte> text)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        mac.AppendData(Encoding.ASCII.GetBytes(use));
        mac.AppendData(text);
        return Convert.ToHexStringLower(mac.GetHashAndReset());
    }
}

/// <summary>Number and seal of the newest entry.</summary>
internal sealed record ChainHead(long Number, string Seal);

/// <summary>Every column of an entry but its seal, as the database holds them.</summary>
internal readonly record struct AuditFields(long Number, long AtTicks, string ActorId, string ActorName, string From, string Outcome, string Action, string Subject, string Details)
{
    /// <summary>The one way to write them down: each with its length before it, so that no two entries have the same bytes.</summary>
    public void WriteTo(IBufferWriter<byte> bytes)
    {
        Write(bytes, Number);
        Write(bytes, AtTicks);
        Write(bytes, ActorId);
        Write(bytes, ActorName);
        Write(bytes, From);
        Write(bytes, Outcome);
        Write(bytes, Action);
        Write(bytes, Subject);
        Write(bytes, Details);
    }

    public static void Write(IBufferWriter<byte> bytes, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), number);
        bytes.Advance(sizeof(long));
    }

    public static void Write(IBufferWriter<byte> bytes, string text)
    {
        Write(bytes, (long)Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
    }
}
