using System.Security.Cryptography;
using System.Text;
using Collegue.Casework.Intake;

namespace Collegue.Pages.Citizen;

/// <summary>
/// The identity of what is sent: the same form with the same words is the same submission (a double click, a retry), but a form
/// mended after going back is another one, or what was changed would be lost without a word.
/// </summary>
internal static class SameSubmission
{
    public static Guid Of(Guid form, IReadOnlyList<SubmittedFile> files, params IEnumerable<string?> words)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(form.ToByteArray());
        foreach (var word in words)
        {
            hash.AppendData(Encoding.UTF8.GetBytes((word ?? "") + '\0'));
        }

        foreach (var file in files)
        {
            hash.AppendData(SHA256.HashData(file.Bytes));
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
