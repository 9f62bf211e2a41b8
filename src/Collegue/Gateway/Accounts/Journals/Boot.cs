namespace Collegue.Gateway.Accounts.Journals;

/// <summary>
/// Which start of the machine this is. A process that was killed left its whole journal with the kernel; a machine that stopped may have
/// lost the end of it. <see cref="Guid.Empty"/> where the system does not say.
/// </summary>
internal static class Boot
{
    private const string File = "/proc/sys/kernel/random/boot_id";

    public static Guid Id { get; } = Read();

    private static Guid Read()
    {
        try
        {
            return System.IO.File.Exists(File) && Guid.TryParse(System.IO.File.ReadAllText(File), out var id) ? id : Guid.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Guid.Empty;
        }
    }
}
