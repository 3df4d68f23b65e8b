using System.Security.Cryptography;
using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Configuration;
using Microsoft.Extensions.Configuration;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>Settings of the web front that are refused, and what is said of them.</summary>
public sealed class FrontFlawTests
{
    private const string Hash = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("Web:Host", "*", "Web:Host is '*', which other machines can reach, and nobody would be asked who they are; set Web:ApiKeys or Web:OpenIdConnect, or say Web:AllowAnonymous=true.")]
    [InlineData("Web:Host", "192.168.1.7", "Web:Host is '192.168.1.7', which other machines can reach")]
    [InlineData("Web:Host", "[::]", "Web:Host is '[::]', which other machines can reach")]
    [InlineData("urls", "http://localhost:5000;http://0.0.0.0:80", "ASPNETCORE_URLS is '0.0.0.0', which other machines can reach")]
    [InlineData("urls", "nowhere", "ASPNETCORE_URLS is 'nowhere'; it must be an address such as http://localhost:5000.")]
    [InlineData("Kestrel:Endpoints:More:Url", "http://*:80", "Kestrel:Endpoints:More:Url is '*', which other machines can reach")]
    [InlineData("Web:ApiKeys:ops", "root " + Hash, "Web:ApiKeys:ops has the role 'root'; it must be viewer, operator or admin.")]
    [InlineData("Web:ApiKeys:a b", "admin " + Hash, "Web:ApiKeys:a b is a key with the name 'a b'; it must be 1 to 64 characters")]
    [InlineData("Web:OpenIdConnect:Audience", "api", "Web:OpenIdConnect:Authority is empty while other settings")]
    [InlineData("Web:OpenIdConnect:Authority", "http://provider.example", "Web:OpenIdConnect:Authority is 'http://provider.example'; it must be an https address, or http on this machine.")]
    [InlineData("Web:OpenIdConnect:Authority", "https://provider.example", "Web:OpenIdConnect has neither Audience nor ClientId")]
    [InlineData("Web:Certificate", "/no/such/file.pem", "Web:Certificate is '/no/such/file.pem', which cannot be used (")]
    [InlineData("Web:CertificateKey", "/no/such/file.pem", "Web:Certificate is empty while Web:CertificateKey")]
    [InlineData("Web:RequestsPerSecond", "-1", "Web:RequestsPerSecond is '-1'; it must be a whole number from 0 to 1000000.")]
    public void Setting_Wrong_IsRefusedInOneLine(string setting, string value, string expected)
    {
        var exception = Assert.Throws<SettingsException>(() => Read((setting, value)));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Certificate_BesideAspNetsOwnAddresses_IsRefused() => Assert.StartsWith(
        "Web:Certificate is set while ASPNETCORE_URLS says where to listen",
        Assert.Throws<SettingsException>(() => Read(("urls", "http://localhost:5000"), ("Web:Certificate", "some.pem"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Socket_InTheFileSystem_IsNoPublicAddress() => Assert.Equal("localhost", Read(("urls", "http://unix:/run/anomaly.sock")).Web.Host);

    [Fact]
    public void Key_InClear_IsRefusedAndNotRepeated()
    {
        var key = ApiKey.Create();

        foreach (var value in new[] { key, $"admin {key}", "admin sha256:short" })
        {
            var message = Assert.Throws<SettingsException>(() => Read(("Web:ApiKeys:ops", value))).Message;
            Assert.Contains("Web:ApiKeys:ops is not what is kept of a key", message, StringComparison.Ordinal);
            Assert.DoesNotContain(value, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Role_ThatAProviderIsMappedTo_MustExist() => Assert.StartsWith(
        "Web:OpenIdConnect:Roles:sre is 'boss'; it must be viewer, operator or admin.",
        Assert.Throws<SettingsException>(() => Read(("Web:OpenIdConnect:Authority", "https://a.example"), ("Web:OpenIdConnect:Audience", "a"), ("Web:OpenIdConnect:Roles:sre", "boss"))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Web:ApiKeys:ops", "viewer " + Hash)]
    [InlineData("Web:AllowAnonymous", "true")]
    public void PublicAddress_WithKeysOrSaidSo_IsTaken(string setting, string value) => Assert.Equal("*", Read(("Web:Host", "*"), (setting, value)).Web.Host);

    [Theory]
    [InlineData(-10, -1, "expired at")]
    [InlineData(1, 10, "is valid from")]
    public void Certificate_OutOfItsTime_IsRefused(int fromDays, int toDays, string expected)
    {
        using var file = new CertificateFile(fromDays, toDays);

        var message = Assert.Throws<SettingsException>(() => Read(("Web:Certificate", file.Path))).Message;

        Assert.StartsWith($"Web:Certificate is '{file.Path}', whose certificate {expected} ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_NewKey_PrintsTheKeyAndItsSetting()
    {
        using var output = new StringWriter();

        Assert.True(NewKey.TryRun(["new-key", "operator", "ops"], output));
        var key = output.ToString().Split('\n')[0].Split(' ')[^1].Trim();
        var setting = output.ToString().Split('\n')[1].Split("Web:ApiKeys:ops=")[1].Trim();

        Assert.True(ApiKey.IsMeant(key) && key.Length == ApiKey.Length);
        Assert.Equal($"operator sha256:{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)))}", setting);
        Assert.Equal(setting, Read(("Web:ApiKeys:ops", setting)).Web.ApiKeys["ops"]);
        Assert.False(NewKey.TryRun(["--Web:Port=5000"], output));
        Assert.Throws<SettingsException>(() => NewKey.TryRun(["new-key", "root"], output));
    }

    private static DashboardSettings Read(params (string Name, string Value)[] settings) =>
        DashboardSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
