using AdminPortal.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Data;

public sealed class StorageTroubleTests
{
    /// <summary>What a database that fails throws, as it is or in the wrapping of a save.</summary>
    public static TheoryData<Exception> Troubles => [new SqliteException("disk full", 13), new DbUpdateException("save", new SqliteException("locked", 5)), new DbUpdateConcurrencyException("save"), new TimeoutException()];

    [Theory]
    [MemberData(nameof(Troubles))]
    public void What_a_failing_database_throws_is_storage_trouble(Exception exception) => Assert.True(exception.IsStorageTrouble());

    [Fact]
    public void A_bug_is_not() => Assert.False(new InvalidOperationException().IsStorageTrouble());
}
