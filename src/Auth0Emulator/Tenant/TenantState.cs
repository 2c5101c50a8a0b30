namespace Auth0Emulator.Tenant;

/// <summary>The one place where the tenant's data is read and changed: one at a time, each change whole.</summary>
public sealed class TenantState
{
    private readonly Lock _gate = new();
    private TenantData _data = new();
    private long _version;

    /// <summary>Grows with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Reads; hand out records or copies, never the collections themselves.</summary>
    public T Read<T>(Func<TenantData, T> read)
    {
        lock (_gate)
        {
            return read(_data);
        }
    }

    /// <summary>Changes something and answers.</summary>
    public T Change<T>(Func<TenantData, T> change)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _version);
            return change(_data);
        }
    }

    /// <summary>Changes something.</summary>
    public void Change(Action<TenantData> change) => Change(data =>
    {
        change(data);
        return true;
    });

    internal void Replace(TenantData data) => Change(_ =>
    {
        data.Index.Fill(data.Users.Values);
        _data = data;
    });

    internal (long Version, T Answer) Snapshot<T>(Func<TenantData, T> read)
    {
        lock (_gate)
        {
            return (Version, read(_data));
        }
    }
}
