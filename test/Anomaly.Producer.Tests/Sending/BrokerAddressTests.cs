using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Tests.Sending;

public sealed class BrokerAddressTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Resolve_EverythingThere_TakesTheOption()
    {
        _folder.Write("data/kafka.address", "127.0.0.1:7\n");
        Assert.Equal(new BrokerAddress("given:1", "--bootstrap", false), Resolve("given:1", "variable:2"));
    }

    [Fact]
    public void Resolve_NoOption_TakesTheVariable()
    {
        _folder.Write("data/kafka.address", "127.0.0.1:7\n");
        Assert.Equal(new BrokerAddress("variable:2", "KAFKA_BOOTSTRAP_SERVERS", false), Resolve(null, "variable:2"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b/c")]
    public void Resolve_NoVariable_TakesTheFileHereOrAbove(string below)
    {
        _folder.Write("Anomaly.sln", "");
        var file = _folder.Write("data/kafka.address", "\n 127.0.0.1:7 \n");
        Assert.Equal(new BrokerAddress("127.0.0.1:7", file, true), Resolve(null, " ", below));
    }

    [Fact]
    public void Resolve_FileAboveTheSolution_IsSomeoneElses()
    {
        _folder.Write("data/kafka.address", "127.0.0.1:7");
        _folder.Write("repo/Anomaly.sln", "");
        Assert.Equal("localhost:9092", Resolve(null, null, "repo/src").Servers);
    }

    [Fact]
    public void Resolve_Nothing_TakesLocalhost() =>
        Assert.Equal(new BrokerAddress("localhost:9092", "the default", false), Resolve(null, null));

    public void Dispose() => _folder.Dispose();

    private BrokerAddress Resolve(string? given, string? variable, string below = "") =>
        BrokerAddress.Resolve(given, name => name == "KAFKA_BOOTSTRAP_SERVERS" ? variable : null, Directory.CreateDirectory(Path.Combine(_folder.Path, below)).FullName);
}
