namespace Anomaly.Storage.Tests.Backends;

/// <summary>A kind of database that the contract is tested on.</summary>
public interface IBackend
{
    /// <summary>A storage with its tables, in a database of its own.</summary>
    Task<TestStorage> CreateAsync();
}
