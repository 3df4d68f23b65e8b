using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Notifications.Tests.Sending;

namespace Anomaly.Notifications.Tests.Delivery;

public sealed class RefusedAddressTests
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>What is refused whatever the settings.</summary>
    public static TheoryData<string, string> Never => new()
    {
        { "169.254.169.254", "cloud metadata" }, { "169.254.170.2", "cloud metadata" }, { "100.100.100.200", "cloud metadata" }, { "168.63.129.16", "cloud metadata" },
        { "192.0.0.192", "cloud metadata" }, { "fd00:ec2::254", "cloud metadata" }, { "fd20:ce::254", "cloud metadata" }, { "fd00:42::42", "cloud metadata" }, { "fd00:a9fe:a9fe::1", "cloud metadata" },
        { "169.254.0.1", "link-local" }, { "fe80::1", "link-local" }, { "febf::1", "link-local" },
        { "0.0.0.0", "unspecified" }, { "0.1.2.3", "unspecified" }, { "::", "unspecified" },
        { "255.255.255.255", "broadcast" }, { "224.0.0.1", "multicast" }, { "239.255.255.255", "multicast" }, { "ff02::1", "multicast" }, { "240.0.0.1", "reserved" },
        { "::ffff:169.254.169.254", "cloud metadata" }, { "::ffff:0.0.0.0", "unspecified" }, { "::169.254.169.254", "cloud metadata" }, { "::ffff:0:169.254.169.254", "cloud metadata" },
        { "64:ff9b::169.254.169.254", "cloud metadata" }, { "64:ff9b::a9fe:1", "link-local" }, { "64:ff9b:1::169.254.169.254", "cloud metadata" }, { "64:ff9b:1:a9fe:a9:fe00::", "cloud metadata" },
        { "64:ff9b:1:1a9:fe:a9fe::", "cloud metadata" }, { "64:ff9b:1:0:a9:fea9:fe00:0", "reserved" },
        { "2002:a9fe:a9fe::1", "cloud metadata" }, { "2002:e000:1::", "multicast" }, { "2001:0:a9fe:a9fe::1", "cloud metadata" }, { "2001:0:0101:0101::5601:5601", "cloud metadata" },
        { "2001:db8::5efe:a9fe:a9fe", "cloud metadata" },
    };

    /// <summary>What is refused where private networks are not allowed.</summary>
    public static TheoryData<string, string> Private => new()
    {
        { "127.0.0.1", "loopback" }, { "127.255.255.254", "loopback" }, { "::1", "loopback" }, { "10.0.0.1", "a private network" }, { "172.16.0.1", "a private network" },
        { "172.31.255.255", "a private network" }, { "192.168.1.1", "a private network" }, { "fc00::1", "a private network" }, { "fdff::1", "a private network" },
        { "fec0::1", "a private network" }, { "100.64.0.1", "carrier-grade NAT" }, { "100.127.255.255", "carrier-grade NAT" }, { "198.18.0.1", "a benchmark network" },
        { "::ffff:127.0.0.1", "loopback" }, { "::ffff:10.0.0.1", "a private network" }, { "64:ff9b::10.0.0.1", "a private network" }, { "2002:c0a8:101::1", "a private network" },
        { "64:ff9b:1::808:808", "a translated network" },
    };

    /// <summary>What may always be sent to, some of it just outside of what is refused.</summary>
    public static TheoryData<string> Public =>
    [
        "1.1.1.1", "169.253.255.255", "169.255.0.0", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.0", "223.255.255.255", "168.63.129.17", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1", "2002:101:101::1", "fbff::1", "fe00::1",
    ];

    [Theory]
    [MemberData(nameof(Never))]
    public async Task Address_OfWhatIsNeverAReceiver_IsRefusedByNumberAndByName(string address, string kind)
    {
        await using var sender = new Sender(resolver: new TableResolver().Add("hooks.test", address));

        Assert.Contains($"({kind}); no setting allows to send there", Assert.Single(sender.Flaws(Webhook(Host(address)))), StringComparison.Ordinal);
        var outcome = await sender.SendAsync(Webhook("hooks.test"));
        Assert.Equal(DeliveryResult.Refused, outcome.Result);
        Assert.StartsWith("settings.url: hooks.test is at ", outcome.Detail, StringComparison.Ordinal);
        Assert.Contains($"({kind}); no setting allows to send there", outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Private))]
    public async Task Address_InAPrivateNetwork_IsRefusedWhereTheSettingSaysSo(string address, string kind)
    {
        var resolver = new TableResolver().Add("hooks.test", address);
        await using var trusting = new Sender(resolver: resolver);
        await using var sender = new Sender(options => options.AllowPrivateNetworks = false, resolver);

        Assert.Empty(trusting.Flaws(Webhook(Host(address))));
        Assert.Contains($"({kind}); Notifications:AllowPrivateNetworks is false", Assert.Single(sender.Flaws(Webhook(Host(address)))), StringComparison.Ordinal);
        var outcome = await sender.SendAsync(Webhook("hooks.test"));
        Assert.Equal(DeliveryResult.Refused, outcome.Result);
        Assert.Contains($"({kind}); Notifications:AllowPrivateNetworks is false", outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Public))]
    public async Task Address_OfTheOpenNetwork_IsAllowed(string address)
    {
        await using var sender = new Sender(options => options.AllowPrivateNetworks = false);

        Assert.Empty(sender.Flaws(Webhook(Host(address))));
    }

    [Theory]
    [InlineData("2852039166")]
    [InlineData("0xa9fea9fe")]
    [InlineData("0251.0376.0251.0376")]
    [InlineData("169.254.43518")]
    public async Task Address_SpelledInAnotherWay_IsTheSameAddress(string spelling)
    {
        await using var sender = new Sender();

        Assert.Contains("169.254.169.254 (cloud metadata)", Assert.Single(sender.Flaws(Webhook(spelling))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_WithOneRefusedAddressAmongOthers_IsRefused()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender(resolver: new TableResolver().Add("hooks.test", "127.0.0.1,169.254.169.254"));

        var outcome = await sender.SendAsync(Webhook("hooks.test", receiver.Url.Port));

        Assert.Equal(DeliveryResult.Refused, outcome.Result);
        Assert.Equal(0, receiver.Count);
    }

    [Fact]
    public async Task Name_ThatLeadsElsewhereTheNextTime_IsLookedUpOnceAConnection()
    {
        await using var receiver = await HttpReceiver.StartAsync((context, _) =>
        {
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        var resolver = new TableResolver().Add("rebind.test", "127.0.0.1", "169.254.169.254");
        await using var sender = new Sender(resolver: resolver);

        var first = await sender.SendAsync(Webhook("rebind.test", receiver.Url.Port));
        Assert.Equal((DeliveryResult.Delivered, 1), (first.Result, resolver.Asked("rebind.test")));

        var second = await sender.SendAsync(Webhook("rebind.test", receiver.Url.Port));
        Assert.Equal((DeliveryResult.Refused, 2), (second.Result, resolver.Asked("rebind.test")));
        Assert.Equal("settings.url: rebind.test is at 169.254.169.254 (cloud metadata); no setting allows to send there", second.Detail);
        Assert.Equal(1, receiver.Count);
    }

    [Fact]
    public async Task Name_WhoseFirstAddressDoesNotAnswer_IsReachedByTheSecond()
    {
        await using var receiver = await HttpReceiver.StartAsync();
        await using var sender = new Sender(resolver: new TableResolver().Add("hooks.test", "127.0.0.2,127.0.0.1"));

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Webhook("hooks.test", receiver.Url.Port))).Result);
    }

    [Fact]
    public async Task Name_ThatDoesNotExist_IsTriedAgain()
    {
        await using var sender = new Sender(resolver: new TableResolver());

        Assert.Equal(DeliveryResult.Retry, (await sender.SendAsync(Webhook("nowhere.test"))).Result);
    }

    private static string Host(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

    private static ChannelDefinition Webhook(string host, int port = 80) => Sender.Channel("webhook", $$"""{"url":"http://{{host}}:{{port}}/hook"}""", ("signing_key", Key));
}
