<?php
return [
    'cookies' => [
        'essentials' => array(
            ['name' => 'laravel_session', 'description' => 'Session', 'duration' => '2 hours'],
            ['name' => 'XSRF-TOKEN', 'duration' => '2 hours'],
        ),
        'analytics' => [ ['name' => '_ga', 'duration' => '2 years', 'domain' => '.club.example'] ],
    ],
];
