namespace Collegue.Knowledge.Reading;

/// <summary>Reads a file within bounds of time, and has the words of pictures recognised: the outcome is text or a refusal.</summary>
internal sealed class BoundedReading(Ocr ocr)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>A hostile file may keep a library turning for ever: after a while the reading is left behind.</summary>
    public async Task<FileReading> ReadAsync(byte[] content, string extension, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var token = stopping.Token;
        var reading = Task.Run(() => FileReader.Read(content, extension, token), token);
        try
        {
            var read = await reading.WaitAsync(Longest, cancellation).ConfigureAwait(false);
            return read is FileReading.Pictures pictures ? await ocr.ReadAsync(content, pictures, cancellation).ConfigureAwait(false) : read;
        }
        catch (TimeoutException)
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            return new FileReading.Refused(ReadingTexts.TooSlow);
        }
    }
}
