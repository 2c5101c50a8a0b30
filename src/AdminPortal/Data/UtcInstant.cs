using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AdminPortal.Data;

/// <summary>Stores every instant as UTC ticks: SQLite can't compare <see cref="DateTimeOffset"/> text, and a whole number sorts everywhere.</summary>
public sealed class UtcInstant() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
