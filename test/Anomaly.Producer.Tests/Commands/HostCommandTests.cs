using System.Text;
using System.Text.Json;

namespace Anomaly.Producer.Tests.Commands;

public sealed class HostCommandTests(InProcessBroker broker)
{
    [Fact]
    public async Task Host_OneReading_SendsThisMachinesFiguresWithItsName()
    {
        var result = await CommandResult.RunAsync(["host", "--rate", "4", "--count", "1", "-b", broker.Address, "-t", "host"]);
        Assert.Equal(0, result.ExitCode);
        var sent = broker.Read("host", 3, TestContext.Current.CancellationToken).Select(record => JsonDocument.Parse(Encoding.UTF8.GetString(record.Message.Value)).RootElement).ToList();
        Assert.All(sent, one => Assert.Equal("box", one.GetProperty("labels").GetProperty("host").GetString()));
        Assert.All(sent, one => Assert.StartsWith("host.", one.GetProperty("series").GetString(), StringComparison.Ordinal));
    }
}
