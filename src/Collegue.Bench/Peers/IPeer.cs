namespace Collegue.Bench.Peers;

/// <summary>A search engine measured in a process of its own.</summary>
public interface IPeer : IAsyncDisposable
{
    /// <summary>Name and version.</summary>
    string Name { get; }

    /// <summary>How it reads French.</summary>
    string French { get; }

    /// <summary>Takes all documents; when it returns they can be searched.</summary>
    Task<int> IndexAsync(IAsyncEnumerable<PeerDocument> documents, CancellationToken cancellation);

    /// <summary>Ids of the documents found, best first.</summary>
    Task<IReadOnlyList<string>> SearchAsync(string query, int top, CancellationToken cancellation);

    /// <summary>Memory of a server that searches in place of this process, in bytes; null when there is none or it is not known.</summary>
    long? ServerPeakBytes => null;
}
