using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Collegue.Storage;

/// <summary>Instants as milliseconds since 1970: ordered and compared alike on both engines.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    instant => instant.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
