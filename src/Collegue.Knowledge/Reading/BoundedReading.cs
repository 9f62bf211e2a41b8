namespace Collegue.Knowledge.Reading;

/// <summary>Reads a file within bounds of time, and has the words of pictures recognised: the outcome is text or a refusal.</summary>
internal sealed class BoundedReading(Ocr ocr)
{
    public async Task<FileReading> ReadAsync(byte[] content, string extension, CancellationToken cancellation) =>
        await BoundedTime.RunAsync(token => FileReader.Read(content, extension, token), cancellation).ConfigureAwait(false) switch
        {
            FileReading.Pictures pictures => await ocr.ReadAsync(content, pictures, cancellation).ConfigureAwait(false),
            { } read => read,
            null => new FileReading.Refused(ReadingTexts.TooSlow),
        };
}
