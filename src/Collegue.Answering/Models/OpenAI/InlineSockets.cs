using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Collegue.Storage;

namespace Collegue.Answering.Models.OpenAI;

/// <summary>
/// Sockets of which what was read goes on in the thread that waited for it (<see cref="SocketThread"/>) instead of being handed to the
/// pool first: with one client, handing over is half of what a short call costs. The runtime has the switch for each socket, but as a
/// member that is not public; without it, sockets stay as usual.
/// </summary>
public static class InlineSockets
{
    /// <summary>What is longer than this many bytes is not read, checked or masked in a thread that others wait for.</summary>
    public const int Longest = 64 * 1024;

    private const string Threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    /// <summary>False when the runtime has no such switch any more.</summary>
    public static bool AreKnown { get; } = Try();

    /// <summary>
    /// As many threads wait for sockets as there are processors: usually it is one for thirty, which only hand over. Holds for sockets of
    /// which none was made before.
    /// </summary>
    public static void SpreadOverProcessors()
    {
        if (Environment.GetEnvironmentVariable(Threads) is null)
        {
            Environment.SetEnvironmentVariable(Threads, Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Holds for what comes from now on, also for a read that waits already.</summary>
    public static void Prefer(Socket socket, bool inline)
    {
        if (AreKnown)
        {
            SetPreferInlineCompletions(socket, inline);
        }
    }

    private static bool Try()
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            SetPreferInlineCompletions(socket, true);
            return true;
        }
        catch (Exception unknown) when (unknown is MissingMethodException or SocketException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PreferInlineCompletions")]
    private static extern void SetPreferInlineCompletions(Socket socket, bool value);
}
